package skald.orderviews.adapter.out;

import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jspecify.annotations.Nullable;
import skald.orderviews.domain.Customer;
import skald.orderviews.domain.OrderDetails;
import skald.orderviews.domain.OrderView;
import skald.orderviews.domain.TimelineEntry;
import skald.orderviews.domain.WordQuery;
import skald.orderviews.domain.Words;
import skald.toolkit.Store.SourceLane;
import skald.toolkit.Versioned;

/** The maps of one generation. They are written under the store's lock and read at any time. */
final class InMemoryGeneration {

    /** Details with the words by which they are found. */
    record Document(UUID userId, OrderDetails details, SortedSet<String> words) {
        static Document of(UUID userId, OrderDetails details) {
            SortedSet<String> words = Words.of(java.util.stream.Stream.empty());
            words.addAll(details.goodsWords());
            words.addAll(details.personalWords());
            return new Document(userId, details, words);
        }
    }

    final Map<UUID, Versioned<OrderView>> views = new ConcurrentSkipListMap<>();
    final Map<UUID, Document> documents = new ConcurrentHashMap<>();
    final Map<UUID, SortedSet<TimelineEntry>> timelines = new ConcurrentHashMap<>();
    final Map<SourceLane, Long> built = new ConcurrentHashMap<>();

    void add(UUID userId, OrderDetails details, @Nullable Customer customer) {
        OrderDetails known = customer == null ? details : details.of(customer);
        documents.putIfAbsent(details.orderId(), Document.of(userId, known));
    }

    void apply(UUID userId, Customer customer) {
        documents.replaceAll((_, document) -> document.userId().equals(userId)
                ? Document.of(userId, document.details().of(customer))
                : document);
        if (customer.erased()) {
            views.replaceAll((orderId, view) -> isOf(userId, orderId) ? forgotten(view) : view);
        }
    }

    private boolean isOf(UUID userId, UUID orderId) {
        Document document = documents.get(orderId);
        return document != null && document.userId().equals(userId);
    }

    private static Versioned<OrderView> forgotten(Versioned<OrderView> view) {
        OrderView without = view.state().withoutPersonalData();
        return without == view.state() ? view : new Versioned<>(without, view.version() + 1);
    }

    void tell(List<TimelineEntry> entries) {
        for (TimelineEntry entry : entries) {
            timelines
                    .computeIfAbsent(entry.orderId(), _ -> new ConcurrentSkipListSet<>(TimelineEntry.BY_TIME))
                    .add(entry);
        }
    }

    boolean matches(UUID orderId, @Nullable WordQuery query) {
        Document document = documents.get(orderId);
        return document != null && (query == null || query.matches(document.words()));
    }
}
