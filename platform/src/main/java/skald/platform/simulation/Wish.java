package skald.platform.simulation;

import java.util.List;
import skald.contracts.Line;

/**
 * What a customer wants.
 *
 * @param token of the card
 * @param cancels whether the customer thinks better of it
 * @param returns whether some of the goods come back
 * @param delivers whether the carrier reports that they arrived
 */
record Wish(List<Line> lines, String street, String token, boolean cancels, boolean returns, boolean delivers) {}
