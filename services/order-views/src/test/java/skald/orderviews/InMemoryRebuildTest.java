package skald.orderviews;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import skald.orderviews.adapter.out.InMemoryOrderQueries;
import skald.orderviews.adapter.out.InMemoryReadModel;
import skald.orderviews.adapter.out.InMemoryRebuilds;
import skald.orderviews.application.ListedOrder;
import skald.orderviews.application.OrderSearch;
import skald.toolkit.Environment;
import skald.toolkit.memory.InMemoryStore;

class InMemoryRebuildTest extends RebuildContract {

    private final InMemoryStore store = new InMemoryStore();
    private final InMemoryReadModel model = new InMemoryReadModel(store);
    private final InMemoryOrderQueries queries = new InMemoryOrderQueries(model);
    private final InMemoryRebuilds rebuilds = new InMemoryRebuilds();

    @Override
    OrderViewsService service(Environment environment) {
        return new OrderViewsService(store, model, queries, null, rebuilds, environment, 2);
    }

    @Override
    List<String> rows(OrderViewsService service) {
        List<String> rows = new ArrayList<>();
        OrderSearch.@Nullable After after = null;
        for (List<ListedOrder> page = page(after); !page.isEmpty(); page = page(after)) {
            for (ListedOrder order : page) {
                rows.add(queries.find(order.view().orderId()).orElseThrow().toString());
                queries.timeline(order.view().orderId()).forEach(entry -> rows.add(entry.toString()));
                after = new OrderSearch.After(
                        order.placement().placedAt(), order.view().orderId());
            }
        }
        return rows;
    }

    private List<ListedOrder> page(OrderSearch.@Nullable After after) {
        return queries.list(new OrderSearch(null, Set.of(), null, null, null, after, 1000));
    }

    @Override
    long generation(OrderViewsService service) {
        return model.active();
    }
}
