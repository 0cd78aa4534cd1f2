package skald.orders.domain;

import java.util.List;

/** The answer to an {@link OrderRequest}. */
public sealed interface Placement {

    /** The order, accepted and priced. */
    record Accepted(Order order) implements Placement {}

    /** Why not, all reasons at once. */
    record Refused(List<Flaw> flaws) implements Placement {}

    /**
     * One reason.
     *
     * @param pointer the field that it lies in, as a JSON pointer
     * @param code a stable word for programs
     * @param detail what is wrong and what to do
     */
    record Flaw(String pointer, String code, String detail) {}
}
