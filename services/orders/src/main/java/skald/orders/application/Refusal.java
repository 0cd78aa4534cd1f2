package skald.orders.application;

import java.util.List;
import skald.orders.domain.Placement.Flaw;

/**
 * Answer: no, and why.
 *
 * @param code a stable word for programs
 * @param flaws the fields that it lies in, if it lies in fields
 */
public record Refusal(String code, String detail, List<Flaw> flaws) {}
