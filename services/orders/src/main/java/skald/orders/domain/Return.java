package skald.orders.domain;

import java.util.List;
import skald.contracts.Line;
import skald.contracts.Money;

/** Goods on their way back, and what is paid back for them. */
public record Return(String returnId, List<Line> lines, Money refund) {}
