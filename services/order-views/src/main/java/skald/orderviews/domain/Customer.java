package skald.orderviews.domain;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a user. Once erased, always erased: whatever is heard later, of this user nothing personal is kept.
 *
 * @param name {@code null} if it is not known (any more)
 */
public record Customer(@Nullable String name, boolean erased) {

    /** A user of whom only an order is known. */
    public static Customer unknown() {
        return new Customer(null, false);
    }

    /** The same with a name. */
    public Customer named(String known) {
        return erased || known.equals(name) ? this : new Customer(known, false);
    }

    /** The same forgotten. */
    public Customer forgotten() {
        return erased ? this : new Customer(null, true);
    }
}
