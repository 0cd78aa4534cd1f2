package skald.contracts.shipping;

import java.util.List;
import skald.contracts.Address;
import skald.contracts.Line;

/** Command: book the carrier. Answer: {@link ShipmentBooked} or {@link ShipmentRefused}. Key: the order id. */
public record BookShipment(String orderId, Address shipTo, List<Line> lines) {}
