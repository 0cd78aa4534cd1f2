package skald.orderviews.application;

import java.util.UUID;
import skald.orderviews.domain.Customer;
import skald.orderviews.domain.OrderView;
import skald.orderviews.domain.TimelineEntry;
import skald.toolkit.Rows;
import skald.toolkit.States;

/**
 * Where the projector writes: one generation of the read model. Who is erased is known to all generations together, so
 * that no rebuild brings a name back.
 *
 * <p>A customer that was read stays as read until the transaction ends, or its commit fails: otherwise an order could be
 * written with the data of somebody who is being erased at that moment.
 *
 * @param details written in the order in which they were appended, after the states
 */
public record Tables(
        States<UUID, OrderView> views,
        States<UUID, Customer> customers,
        Rows<DetailsChange> details,
        Rows<TimelineEntry> timeline) {}
