package skald.orders.adapter.in;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import skald.contracts.Address;
import skald.contracts.Line;
import skald.contracts.Quantities;
import skald.contracts.Sku;
import skald.orders.application.CancelOrder;
import skald.orders.application.NoSuchOrder;
import skald.orders.application.OrderAccepted;
import skald.orders.application.OrderStands;
import skald.orders.application.Orders;
import skald.orders.application.PlaceOrder;
import skald.orders.application.Refusal;
import skald.orders.application.ReturnAccepted;
import skald.orders.application.ReturnGoods;
import skald.orders.domain.OrderStatus;
import skald.toolkit.Idempotency;
import skald.toolkit.IdempotencyKeyReusedException;
import skald.toolkit.NotOwnerException;
import skald.toolkit.OverloadedException;
import skald.toolkit.Reply;
import skald.toolkit.Service;
import skald.toolkit.http.Access;
import skald.toolkit.http.AwaitedPosition;
import skald.toolkit.http.Fields;
import skald.toolkit.http.Problem;
import skald.toolkit.http.Request;
import skald.toolkit.http.Response;
import skald.toolkit.http.Routes;

/** Commands on orders over HTTP. */
public final class OrdersApi {
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    /** Each looks for its order after every batch; who comes when so many wait is answered at once. */
    private static final int MOST_WAITING = 100;

    private static final Duration LONGEST_CATCH_UP = Duration.ofSeconds(2);

    private record Payment(String method, String token) {}

    private enum Method {
        CARD
    }

    private final Service orders;
    private final Orders placed;
    private final AwaitedPosition position;
    private final Semaphore waiting = new Semaphore(MOST_WAITING);

    /** Over the running orders service, and its orders for questions outside a batch. */
    public OrdersApi(Service orders, Orders placed) {
        this.orders = orders;
        this.placed = placed;
        this.position = new AwaitedPosition(orders, "orders-behind");
    }

    /** Adds the endpoints. */
    public void routes(Routes routes) {
        routes.post("/v1/orders", Access.ownOrStaff(), this::place);
        routes.post("/v1/orders/{id}/cancel", Access.ownOrStaff(), this::cancel);
        routes.delete("/v1/orders/{id}", Access.ownOrStaff(), this::cancelWithoutReason);
        routes.post("/v1/orders/{id}/returns", Access.ownOrStaff(), this::takeBack);
    }

    private Response place(Request request) {
        Optional<Idempotency> idempotency = request.idempotency();
        UUID orderId = orders.newId(idempotency.orElse(null));
        PlaceOrder command = request.json(fields -> order(fields, customer(fields, request), orderId, idempotency));
        orders.requireRoom();
        position.awaitFor(request);
        // A product or a user that was created a moment ago may not have arrived here yet. Looked at before the
        // decision:
        // afterwards it may have arrived, too late.
        boolean behind = orders.lag() > 0;
        Reply reply;
        try {
            reply = call(request, orderId, command, idempotency);
        } catch (OverloadedException | NotOwnerException | IdempotencyKeyReusedException e) {
            throw e;
        } catch (RuntimeException e) {
            reply = longAgo(idempotency).orElseThrow(() -> e);
        }
        if (reply.body() instanceof Refusal && behind && orders.catchUp(LONGEST_CATCH_UP)) {
            reply = call(request, orderId, command, idempotency);
        }
        return switch (reply.body()) {
            case OrderAccepted accepted ->
                decided(request, accepted)
                        .withHeader("Location", "/v1/orders/" + accepted.orderId())
                        .withReply(reply);
            case Refusal refusal ->
                Response.of(
                        Problem.unprocessable(refusal.code(), refusal.detail()).withErrors(errors(refusal)));
            default -> throw unexpected(reply);
        };
    }

    /** The order as it stands when it is decided, if the client prefers to wait for that; else as it was accepted. */
    private Response decided(Request request, OrderAccepted accepted) {
        Optional<Duration> wait = request.preferredWait(LONGEST_WAIT);
        if (wait.isEmpty() || !waiting.tryAcquire()) {
            return Response.json(201, accepted);
        }
        try {
            UUID orderId = UUID.fromString(accepted.orderId());
            AtomicReference<OrderAccepted> latest = new AtomicReference<>(accepted);
            orders.await(
                    () -> {
                        placed.find(orderId).map(OrderAccepted::of).ifPresent(latest::set);
                        return latest.get().status() != OrderStatus.PENDING;
                    },
                    wait.get());
            return Response.json(201, latest.get())
                    .withHeader("Preference-Applied", "wait=" + wait.get().toSeconds());
        } finally {
            waiting.release();
        }
    }

    /** The key has placed an order whose kept answer is forgotten: the order itself remembers it. */
    private Optional<Reply> longAgo(Optional<Idempotency> idempotency) {
        return idempotency
                .flatMap(key -> placed.placedWith(key.scope()))
                .map(order -> new Reply(OrderAccepted.of(order), "", true));
    }

    /** Who orders: callers for themselves, unless they may for everybody and then say for whom. */
    private static UUID customer(Fields fields, Request request) {
        if (request.reachesAll()) {
            return fields.uuid("userId");
        }
        UUID caller = UUID.fromString(request.caller().id());
        UUID userId = fields.optionalUuid("userId").orElse(caller);
        if (!userId.equals(caller)) {
            fields.refuse("userId", "not-yours", "must be your own id, or be left out");
        }
        return userId;
    }

    private static PlaceOrder order(Fields fields, UUID userId, UUID orderId, Optional<Idempotency> idempotency) {
        var lines = fields.list("lines", 1, Quantities.MOST_LINES, OrdersApi::line);
        Address shipTo = fields.object("shipTo", OrdersApi::address);
        Payment payment = fields.object("payment", OrdersApi::payment);
        String reference = fields.optionalText("reference", 100).orElse(null);
        String placedWith = idempotency.map(Idempotency::scope).orElse(null);
        return new PlaceOrder(orderId, userId, lines, shipTo, payment.method(), payment.token(), reference, placedWith);
    }

    private static Line line(Fields fields) {
        String sku = fields.text("sku", 64, Sku::new).code();
        return new Line(sku, fields.wholeNumber("quantity", 1, Quantities.MOST));
    }

    private static Address address(Fields fields) {
        return new Address(
                fields.text("name", 200),
                fields.text("street", 200),
                fields.optionalText("postalCode", 20).orElse(null),
                fields.text("city", 100),
                fields.text("country", 2, OrdersApi::country));
    }

    private static String country(String code) {
        if (!COUNTRIES.contains(code)) {
            throw new IllegalArgumentException("is no ISO 3166-1 alpha-2 country code, such as DE");
        }
        return code;
    }

    private static Payment payment(Fields fields) {
        String method = fields.word("method", Method.class).name().toLowerCase(Locale.ROOT);
        return new Payment(method, fields.text("token", 200));
    }

    private Response cancel(Request request) {
        UUID orderId = request.pathUuid("id");
        Optional<String> reason = request.body().length == 0
                ? Optional.empty()
                : request.json(fields -> fields.optionalText("reason", 500));
        return cancel(request, orderId, reason);
    }

    private Response cancelWithoutReason(Request request) {
        return cancel(request, request.pathUuid("id"), Optional.empty());
    }

    private Response cancel(Request request, UUID orderId, Optional<String> reason) {
        if (!mayTouch(request, orderId)) {
            return noSuchOrder(orderId);
        }
        CancelOrder command = new CancelOrder(orderId, orders.newId(null), reason.orElse(null));
        Reply reply = call(request, orderId, command, request.idempotency());
        return switch (reply.body()) {
            case OrderStands stands ->
                Response.accepted("/v1/orders/" + orderId, stands).withReply(reply);
            case NoSuchOrder _ -> noSuchOrder(orderId);
            case Refusal refusal -> conflict(refusal);
            default -> throw unexpected(reply);
        };
    }

    private Response takeBack(Request request) {
        UUID orderId = request.pathUuid("id");
        var lines = request.json(fields -> fields.list("lines", 1, Quantities.MOST_LINES, OrdersApi::line));
        if (!mayTouch(request, orderId)) {
            return noSuchOrder(orderId);
        }
        Reply reply =
                call(request, orderId, new ReturnGoods(orderId, orders.newId(null), lines), request.idempotency());
        return switch (reply.body()) {
            case ReturnAccepted accepted ->
                Response.accepted("/v1/orders/" + orderId, accepted).withReply(reply);
            case NoSuchOrder _ -> noSuchOrder(orderId);
            case Refusal refusal
            when !refusal.flaws().isEmpty() ->
                Response.of(
                        Problem.unprocessable(refusal.code(), refusal.detail()).withErrors(errors(refusal)));
            case Refusal refusal -> conflict(refusal);
            default -> throw unexpected(reply);
        };
    }

    /** An order never changes its owner, so that this may be asked before the decision. */
    private boolean mayTouch(Request request, UUID orderId) {
        return request.reachesAll()
                || placed.find(orderId)
                        .filter(order -> request.reaches(order.userId()))
                        .isPresent();
    }

    private Reply call(Request request, UUID orderId, Object command, Optional<Idempotency> idempotency) {
        return orders.call(
                orderId.toString(),
                command,
                idempotency.orElse(null),
                request.trace().traceparent());
    }

    private static Response noSuchOrder(UUID orderId) {
        return Response.of(Problem.notFound("There is no order " + orderId + "."));
    }

    private static Response conflict(Refusal refusal) {
        return Response.of(Problem.conflict(refusal.code(), refusal.detail()));
    }

    private static java.util.List<Problem.FieldError> errors(Refusal refusal) {
        return refusal.flaws().stream()
                .map(flaw -> new Problem.FieldError(flaw.pointer(), flaw.code(), flaw.detail()))
                .toList();
    }

    private static IllegalStateException unexpected(Reply reply) {
        return new IllegalStateException("unexpected answer " + reply.body().getClass());
    }
}
