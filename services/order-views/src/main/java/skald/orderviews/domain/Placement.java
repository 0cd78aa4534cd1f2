package skald.orderviews.domain;

import java.time.Instant;
import java.util.UUID;
import skald.contracts.Money;

/** Who placed an order, over how much and when. */
public record Placement(UUID userId, Money total, Instant placedAt) {}
