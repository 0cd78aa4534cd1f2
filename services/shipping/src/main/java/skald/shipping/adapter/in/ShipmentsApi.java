package skald.shipping.adapter.in;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import skald.contracts.Address;
import skald.contracts.Line;
import skald.shipping.application.DeliveryReply;
import skald.shipping.application.DeliveryReply.DeliveryNoted;
import skald.shipping.application.DeliveryReply.DeliveryRefused;
import skald.shipping.application.DeliveryReply.NoSuchShipment;
import skald.shipping.application.Parcels;
import skald.shipping.application.Parcels.Parcel;
import skald.shipping.application.ReportDelivery;
import skald.shipping.application.Shipments;
import skald.shipping.domain.Shipment;
import skald.toolkit.Reply;
import skald.toolkit.Service;
import skald.toolkit.http.Access;
import skald.toolkit.http.Problem;
import skald.toolkit.http.Request;
import skald.toolkit.http.Response;
import skald.toolkit.http.Routes;

/** An order's shipments, and the carrier's report that one was delivered. */
public final class ShipmentsApi {

    private record ShipmentsView(List<ShipmentView> items) {}

    private record ShipmentView(
            UUID orderId,
            Shipment.Status status,
            @Nullable String trackingCode,
            @Nullable String reason,
            @Nullable Address shipTo,
            List<Line> lines,
            @Nullable Instant bookedAt,
            @Nullable Instant dispatchedAt,
            @Nullable Instant deliveredAt) {}

    private final Shipments shipments;
    private final Parcels parcels;
    private final Service runtime;

    /** Reads from the ports and has reports decided by {@code runtime}. */
    public ShipmentsApi(Shipments shipments, Parcels parcels, Service runtime) {
        this.shipments = shipments;
        this.parcels = parcels;
        this.runtime = runtime;
    }

    /** Adds the endpoints. */
    public void routes(Routes routes) {
        routes.get("/v1/orders/{id}/shipments", Access.ownOrStaff(), this::shipments);
        routes.post("/v1/orders/{id}/shipments/delivered", Access.staff(), this::delivered);
    }

    private Response shipments(Request request) {
        UUID orderId = request.pathUuid("id");
        Optional<Parcel> parcel = parcels.find(orderId);
        // One that was cancelled before it was ever asked for has no parcel: there is nothing to show.
        return shipments
                .find(orderId)
                .filter(_ -> parcel.filter(found -> maySee(request, found)).isPresent())
                .map(shipment -> Response.ok(new ShipmentsView(List.of(view(shipment, parcel)))))
                .orElseGet(() -> Response.of(noShipment(orderId.toString())));
    }

    /** The owner of a parcel is not known when it was cancelled before it was asked for. */
    private static boolean maySee(Request request, Parcel parcel) {
        return request.reachesAll() || parcel.ownerId() != null && request.reaches(parcel.ownerId());
    }

    private Response delivered(Request request) {
        UUID orderId = request.pathUuid("id");
        Reply reply = runtime.call(
                orderId.toString(),
                new ReportDelivery(orderId.toString()),
                request.idempotency().orElse(null),
                request.trace().traceparent());
        return switch ((DeliveryReply) reply.body()) {
            case DeliveryNoted noted -> Response.ok(noted).withReply(reply);
            case DeliveryRefused(String id, String status) ->
                Response.of(Problem.conflict(
                        "shipment-not-dispatched",
                        "The shipment of order " + id + " is " + status
                                + ": only a dispatched one can be delivered. Report it again after its dispatch."));
            case NoSuchShipment(String id) -> Response.of(noShipment(id));
        };
    }

    private static Problem noShipment(String orderId) {
        return Problem.notFound("There is no shipment of an order " + orderId + ".");
    }

    private static ShipmentView view(Shipment shipment, Optional<Parcel> parcel) {
        return new ShipmentView(
                shipment.orderId(),
                shipment.status(),
                shipment.trackingCode(),
                shipment.reason(),
                parcel.map(Parcel::shipTo).orElse(null),
                parcel.map(Parcel::lines).orElse(List.of()),
                shipment.bookedAt(),
                shipment.dispatchedAt(),
                shipment.deliveredAt());
    }
}
