package skald.inventory.adapter.in;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import skald.contracts.Quantities;
import skald.contracts.Sku;
import skald.inventory.application.MoveStock;
import skald.inventory.application.MoveStock.NotInCatalogue;
import skald.inventory.application.MoveStock.ReservedNeedsMore;
import skald.inventory.application.MoveStock.StockMoved;
import skald.inventory.application.StockItems;
import skald.inventory.domain.Movement;
import skald.inventory.domain.MovementKind;
import skald.inventory.domain.StockItem;
import skald.toolkit.Idempotency;
import skald.toolkit.Reply;
import skald.toolkit.Service;
import skald.toolkit.http.Access;
import skald.toolkit.http.Fields;
import skald.toolkit.http.Problem;
import skald.toolkit.http.Request;
import skald.toolkit.http.Response;
import skald.toolkit.http.Routes;

/** The stock over HTTP. Everyone sees how much there is; an admin records what arrives and what a count finds. */
public final class StockApi {
    private static final int LONGEST_REASON = 200;

    /** A stock item on the wire. */
    record StockView(String sku, long onHand, long reserved, long available) {
        static StockView of(StockItem item) {
            return new StockView(item.sku(), item.onHand(), item.reserved(), item.available());
        }
    }

    /** A recorded movement on the wire, with the stock as it was right after it. */
    record MovementView(
            MovementKind type, long quantity, Optional<String> reason, Instant recordedAt, StockView stock) {
        static MovementView of(Movement movement, StockItem item) {
            return new MovementView(
                    movement.kind(),
                    movement.quantity(),
                    Optional.ofNullable(movement.reason()),
                    movement.at(),
                    StockView.of(item));
        }
    }

    /** The movements that people record; orders cause the others. */
    private enum Type {
        RECEIPT,
        ADJUSTMENT
    }

    private final Service runtime;
    private final StockItems items;

    /** Requests go to {@code runtime}, questions to {@code items}. */
    public StockApi(Service runtime, StockItems items) {
        this.runtime = runtime;
        this.items = items;
    }

    /** Adds the endpoints. */
    public void routes(Routes routes) {
        routes.get("/v1/stock/{sku}", Access.anyone(), this::show);
        routes.post("/v1/stock/{sku}/movements", Access.admins(), this::move);
    }

    private Response show(Request request) {
        String sku = request.pathText("sku", 64, Sku::new).code();
        return runtime.read(
                        tx -> Optional.ofNullable(items.load(tx, List.of(sku)).get(sku)))
                .map(found -> Response.ok(StockView.of(found.state())))
                .orElseThrow(() -> unknown(sku).exception());
    }

    private Response move(Request request) {
        String sku = request.pathText("sku", 64, Sku::new).code();
        Idempotency idempotency = request.idempotency().orElse(null);
        MoveStock command = request.json(fields -> command(sku, fields));
        Reply reply = runtime.call(sku, command, idempotency, request.trace().traceparent());
        return switch ((MoveStock.Answer) reply.body()) {
            case StockMoved(Movement movement, StockItem item) ->
                Response.created("/v1/stock/" + sku, MovementView.of(movement, item))
                        .withReply(reply);
            case NotInCatalogue _ -> Response.of(unknown(sku));
            case ReservedNeedsMore(StockItem item) -> Response.of(reserved(item));
        };
    }

    private static MoveStock command(String sku, Fields fields) {
        Type type = fields.word("type", Type.class);
        boolean adjusts = type == Type.ADJUSTMENT;
        long quantity = fields.wholeNumber("quantity", adjusts ? -Quantities.MOST : 1, Quantities.MOST);
        if (adjusts && quantity == 0) {
            fields.refuse("quantity", "out-of-range", "must not be 0: it is the difference that the count found");
        }
        String reason = fields.optionalText("reason", LONGEST_REASON).orElse(null);
        return new MoveStock(sku, adjusts ? MovementKind.ADJUSTMENT : MovementKind.RECEIPT, quantity, reason);
    }

    private static Problem reserved(StockItem item) {
        return Problem.conflict(
                "stock-reserved",
                "Of " + item.sku() + ", " + item.onHand() + " are on hand and " + item.reserved()
                        + " of them are reserved for orders: at most " + item.available() + " can be taken away.");
    }

    private static Problem unknown(String sku) {
        return Problem.notFound("There is no product " + sku + " in the catalogue, so it has no stock.");
    }
}
