/**
 * The HTTP edge that every service shares: routes, requests read without surprises, replies as values, errors as RFC 9457
 * problems.
 *
 * <p>An endpoint is a function from {@link skald.toolkit.http.Request} to {@link skald.toolkit.http.Response}; whatever is
 * wrong is thrown as a {@link skald.toolkit.http.ProblemException} (or returned as {@code Response.of(problem)}). A service
 * declares its endpoints in one method:
 *
 * {@snippet :
 * final class PaymentsApi {
 *     void routes(Routes routes) {
 *         routes.post("/v1/orders/{id}/refunds", Access.staff(), this::refund);
 *         routes.get("/v1/orders/{id}/refunds", Access.ownOrStaff(), this::refunds);
 *     }
 *
 *     // The mapper reads every field; all errors are collected and answered together, with JSON pointers.
 *     private Response refund(Request request) {
 *         UUID order = request.pathUuid("id");
 *         Refund refund = request.json(fields -> new Refund(
 *                 fields.object("amount", PaymentsApi::money),
 *                 fields.optionalText("reason", 500),
 *                 fields.list("lines", 1, 1000, line -> new Line(
 *                         line.text("sku", 64, Sku::new), // IllegalArgumentException of Sku becomes 422 at /lines/0/sku
 *                         line.integer("quantity", 1, 1_000_000)))));
 *         return switch (refunds.request(order, refund, request.caller(), request.requiredIdempotency())) {
 *             case Accepted(var view) -> Response.created("/v1/refunds/" + view.id(), view);
 *             case NotPaid _ -> Response.of(Problem.conflict("order-not-paid", "The order is not paid: nothing to refund."));
 *             case UnknownOrder _ -> Response.of(Problem.notFound("There is no order " + order + "."));
 *         };
 *     }
 *
 *     private Response refunds(Request request) {
 *         Search search = request.query(query -> new Search(
 *                 query.optionalWord("status", RefundStatus.class), // enum constants as lower-case words
 *                 query.limit(), // 1..200, default 50
 *                 query.after(cursor -> new Position(cursor.instant(0), cursor.uuid(1)))));
 *         List<RefundView> rows = refunds.find(search, search.limit() + 1);
 *         return Response.page(request, Page.cut(rows, search.limit(), row -> Cursor.of(row.createdAt(), row.id())));
 *     }
 * }
 * }
 *
 * <p>The server is put together once:
 *
 * {@snippet :
 * Callers callers = new BearerCallers(List.of(new OperatorKey(key)));
 * Edge edge = new Edge(ids::next, callers, Limits.standard());
 * HttpRouting.Builder routing = HttpRouting.builder();
 * Routes routes = edge.install(routing);
 * payments.routes(routes);
 * Health.routes(routes, List.of(Health.check("database", database::ping)));
 * WebServer server = edge.listen(WebServer.builder(), "127.0.0.1", 8080).routing(routing).build().start();
 * }
 *
 * <p>Which status for what: <b>400</b> the request has not the documented shape (broken JSON, wrong type, missing or unknown
 * field, bad parameter); <b>401</b> nobody says who asks; <b>403</b> the operation is not for that role; <b>422</b> the request
 * has the shape, but a value is refused (range, length, format, the domain's own rules); <b>404</b> no such path, or an id that
 * does not exist, cannot exist, or is somebody else's.
 */
@NullMarked
package skald.toolkit.http;

import org.jspecify.annotations.NullMarked;
