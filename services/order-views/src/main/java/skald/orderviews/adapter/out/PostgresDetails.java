package skald.orderviews.adapter.out;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.UUID;
import java.util.stream.Stream;
import skald.orderviews.application.DetailsChange;
import skald.orderviews.domain.Customer;
import skald.orderviews.domain.OrderDetails;
import skald.orderviews.domain.Words;
import skald.toolkit.Rows;
import skald.toolkit.Tx;
import skald.toolkit.postgres.Unnest;

/**
 * What was ordered and for whom, in {@code order_details_0} and {@code order_details_1}. Words go in as they are, without
 * a parser of PostgreSQL's, so that every store finds the same.
 */
final class PostgresDetails implements Rows<DetailsChange> {

    private record Named(UUID userId, String name) {
        String words() {
            return joined(Words.of(Stream.of(name)));
        }
    }

    private final Slot.Choice slots;

    PostgresDetails(Slot.Choice slots) {
        this.slots = slots;
    }

    @Override
    public void append(Tx tx, List<DetailsChange> changes) {
        List<OrderDetails> added = new ArrayList<>();
        // New orders first and the last word on each customer after them comes to the same as one by one.
        Map<UUID, Customer> customers = new LinkedHashMap<>();
        for (DetailsChange change : changes) {
            switch (change) {
                case DetailsChange.Added(var _, var details) -> added.add(details);
                case DetailsChange.OfCustomer(var userId, var customer) -> customers.put(userId, customer);
            }
        }
        Slot slot = slots.in(tx);
        insert(tx, slot, added);
        List<Named> named = new ArrayList<>();
        List<UUID> erased = new ArrayList<>();
        customers.forEach((userId, customer) -> {
            String name = customer.name();
            if (customer.erased()) {
                erased.add(userId);
            } else if (name != null) {
                named.add(new Named(userId, name));
            }
        });
        name(tx, slot, named);
        erase(tx, slot, erased);
    }

    private static void insert(Tx tx, Slot slot, List<OrderDetails> added) {
        Unnest.rows(added)
                .uuids(OrderDetails::orderId)
                .texts(details -> Json.lines(details.lines()))
                .ints(details -> details.lines().size())
                .texts(details -> Json.address(details.shipTo()))
                .texts(OrderDetails::reference)
                .texts(OrderDetails::customerName)
                .texts(details -> joined(details.goodsWords()))
                .texts(details -> joined(details.personalWords()))
                .update(tx, "order details", slot.sql("""
                    insert into order_details_$ (order_id, lines, line_count, ship_to, reference, customer_name,
                        goods_words, personal_words)
                    select order_id, lines::jsonb, line_count, ship_to::jsonb, reference, customer_name,
                        array_to_tsvector(string_to_array(goods, ' ')), array_to_tsvector(string_to_array(personal, ' '))
                    from unnest(?, ?, ?, ?, ?, ?, ?, ?)
                        as new (order_id, lines, line_count, ship_to, reference, customer_name, goods, personal)
                    on conflict (order_id) do nothing
                    """));
    }

    private static void name(Tx tx, Slot slot, List<Named> named) {
        Unnest.rows(named)
                .uuids(Named::userId)
                .texts(Named::name)
                .texts(Named::words)
                .update(tx, "customers' names", slot.sql("""
                    update order_details_$ d set customer_name = known.name,
                        personal_words = d.personal_words || array_to_tsvector(string_to_array(known.words, ' '))
                    from unnest(?, ?, ?) as known (user_id, name, words), order_view_$ v
                    where v.user_id = known.user_id and v.placed_at is not null and v.order_id = d.order_id
                        and d.customer_name is distinct from known.name
                    """));
    }

    private static void erase(Tx tx, Slot slot, List<UUID> users) {
        Unnest.rows(users).uuids(user -> user).update(tx, "erasure of customers", slot.sql("""
            update order_details_$ d set customer_name = null, ship_to = null, reference = null, personal_words = ''
            from order_view_$ v
            where v.user_id = any(?) and v.placed_at is not null and v.order_id = d.order_id
            """));
        Unnest.rows(users).uuids(user -> user).update(tx, "erasure of reasons", slot.sql("""
            update order_view_$ set reason = null, version = version + 1
            where user_id = any(?) and placed_at is not null and reason is not null
                and (cancelling or settled = 'CANCELLED')
            """));
    }

    private static String joined(SortedSet<String> words) {
        return String.join(" ", words);
    }
}
