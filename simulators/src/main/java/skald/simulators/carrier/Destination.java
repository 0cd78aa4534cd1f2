package skald.simulators.carrier;

import org.jspecify.annotations.Nullable;

/** Where a shipment goes to. The carrier needs it for its answer and does not keep it. */
public record Destination(
        String name, String street, @Nullable String postalCode, String city, String country) {}
