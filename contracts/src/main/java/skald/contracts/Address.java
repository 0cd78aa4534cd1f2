package skald.contracts;

import org.jspecify.annotations.Nullable;

/**
 * Where an order goes to. {@code country} is an ISO 3166-1 alpha-2 code.
 */
public record Address(String name, String street, @Nullable String postalCode, String city, String country) {}
