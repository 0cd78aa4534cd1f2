package skald.orders.domain;

import java.util.List;

/** The answer to the wish to return goods. */
public sealed interface ReturnDecision {

    /** Agreed: the order with the return under way. */
    record Accepted(Order order, Return agreed) implements ReturnDecision {}

    /** The order is not in a state in which goods can come back. */
    record Refused(String code, String reason) implements ReturnDecision {}

    /** Some lines do not fit the order. */
    record Flawed(List<Placement.Flaw> flaws) implements ReturnDecision {}
}
