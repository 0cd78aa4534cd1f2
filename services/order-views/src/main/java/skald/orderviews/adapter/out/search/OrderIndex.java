package skald.orderviews.adapter.out.search;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import skald.orderviews.application.FoundOrder;
import skald.orderviews.application.ListedOrder;
import skald.orderviews.application.OrderSearch;
import skald.orderviews.application.SearchAwayException;
import skald.orderviews.domain.WordQuery;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The index of orders. Searches go through an alias to the generation that serves; each generation is written through an alias
 * of its own, so that nothing is ever written into an index that is not there. Thread-safe.
 */
final class OrderIndex {
    /** Of what documents look like. A new one gets an index of its own, beside that of a version which still runs. */
    private static final int FORMAT = 1;

    private static final int CONFLICT = 409;

    private final SearchServer server;
    private final String alias;

    /** @param name what the names of all indexes begin with */
    OrderIndex(SearchServer server, String name) {
        this.server = server;
        this.alias = name + "-v" + FORMAT;
    }

    String alias() {
        return alias;
    }

    private String index(long generation) {
        return alias + '-' + generation;
    }

    private String writing(long generation) {
        return index(generation) + "-writing";
    }

    /** Makes an empty index, in the place of whatever an earlier attempt has left there. */
    void create(long generation) {
        drop(generation);
        ObjectNode definition = definition();
        definition.putObject("aliases").putObject(writing(generation));
        server.order("PUT", "/" + index(generation), definition.toString());
    }

    private static ObjectNode definition() {
        try (InputStream file = OrderIndex.class.getResourceAsStream("/skald/orderviews/search/orders.json")) {
            if (file == null) {
                throw new IllegalStateException("the definition of the index is missing in this build");
            }
            return (ObjectNode) SearchServer.JSON.readTree(file.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void drop(long generation) {
        server.call("DELETE", "/" + index(generation), null);
    }

    /** Deletes all generations but these: what is not followed any more keeps what is erased later. */
    void dropOthers(long serving, @Nullable Long building) {
        SearchServer.Answer found = server.call("GET", "/_alias/" + alias + "-*-writing", null);
        if (found.isThere()) {
            for (String name : found.body().propertyNames()) {
                String number = name.substring(alias.length() + 1);
                boolean needed = number.equals(Long.toString(serving))
                        || building != null && number.equals(Long.toString(building));
                if (!needed) {
                    server.call("DELETE", "/" + name, null);
                }
            }
        }
    }

    /** Whether searches go to this generation. */
    boolean isServed(long generation) {
        return server.call("GET", "/" + index(generation) + "/_alias/" + alias, null)
                .isThere();
    }

    boolean isThere(long generation) {
        return server.call("GET", "/_alias/" + writing(generation), null).isThere();
    }

    /** Has searches go to {@code generation} from now on, in one step. */
    void serve(long generation) {
        ObjectNode actions = SearchServer.JSON.createObjectNode();
        ArrayNode steps = actions.putArray("actions");
        ObjectNode remove = steps.addObject().putObject("remove");
        remove.put("index", alias + "-*").put("alias", alias).put("must_exist", false);
        steps.addObject().putObject("add").put("index", index(generation)).put("alias", alias);
        server.order("POST", "/_aliases", actions.toString());
    }

    /** Has searches see everything that was written before. */
    void refresh(long generation) {
        server.order("POST", "/" + index(generation) + "/_refresh", null);
    }

    void refreshServing() {
        if (!server.call("POST", "/" + alias + "/_refresh", null).isThere()) {
            throw notBuilt();
        }
    }

    /**
     * Writes documents. One that is there in a higher version stays.
     *
     * @param version of all of them: higher than that of everything that was read before they were
     */
    void write(long generation, Collection<FoundOrder> orders, long version) {
        if (orders.isEmpty()) {
            return;
        }
        StringBuilder lines = new StringBuilder();
        for (FoundOrder order : orders) {
            ObjectNode action = SearchServer.JSON.createObjectNode();
            action.putObject("index")
                    .put("_index", writing(generation))
                    .put("_id", order.view().orderId().toString())
                    .put("version", version)
                    .put("version_type", "external");
            lines.append(action).append('\n').append(OrderDocument.of(order)).append('\n');
        }
        JsonNode items = server.bulk(lines.toString()).body().path("items");
        if (items.size() != orders.size()) {
            throw new SearchAwayException(items.size() + " of " + orders.size() + " documents were answered");
        }
        for (JsonNode item : items) {
            JsonNode result = item.path("index");
            int status = result.path("status").asInt();
            boolean written = status >= 200 && status < 300;
            if (!written && status != CONFLICT) {
                throw new SearchAwayException("a document was not written: " + result.path("error"));
            }
        }
    }

    List<ListedOrder> search(OrderSearch search) {
        WordQuery words = search.words();
        if (words != null && words.words().isEmpty()) {
            return List.of();
        }
        SearchServer.Answer answer =
                server.call("POST", "/" + alias + "/_search", question(search).toString());
        if (!answer.isThere()) {
            throw notBuilt();
        }
        Stream<JsonNode> hits =
                StreamSupport.stream(answer.body().path("hits").path("hits").spliterator(), false);
        return hits.map(hit -> OrderDocument.listed(hit.path("_source"))).toList();
    }

    private static SearchAwayException notBuilt() {
        return new SearchAwayException("the search index is being built");
    }

    private static ObjectNode question(OrderSearch search) {
        ObjectNode question = SearchServer.JSON.createObjectNode();
        question.put("size", search.limit()).put("track_total_hits", false);
        question.putArray("_source").add("shown");
        ArrayNode filters = question.putObject("query").putObject("bool").putArray("filter");
        UUID user = search.userId();
        if (user != null) {
            filters.addObject().putObject("term").put("user_id", user.toString());
        }
        if (!search.statuses().isEmpty()) {
            ArrayNode any = filters.addObject().putObject("terms").putArray("status");
            search.statuses().forEach(status -> any.add(status.name()));
        }
        if (search.words() != null) {
            words(search.words().words(), filters);
        }
        if (search.placedAfter() != null || search.placedBefore() != null) {
            ObjectNode range = filters.addObject().putObject("range").putObject("placed_at");
            if (search.placedAfter() != null) {
                range.put("gt", OrderDocument.micros(search.placedAfter()));
            }
            if (search.placedBefore() != null) {
                range.put("lt", OrderDocument.micros(search.placedBefore()));
            }
        }
        ArrayNode sort = question.putArray("sort");
        sort.addObject().put("placed_at", "desc");
        sort.addObject().put("order_id", "desc");
        after(search.after(), question);
        return question;
    }

    /** All words, the last one at least as a beginning. */
    private static void words(List<String> words, ArrayNode filters) {
        words.subList(0, words.size() - 1)
                .forEach(word -> filters.addObject().putObject("term").put("words", word));
        filters.addObject().putObject("prefix").put("words", words.getLast());
    }

    private static void after(OrderSearch.@Nullable After after, ObjectNode question) {
        if (after != null) {
            question.putArray("search_after")
                    .add(OrderDocument.micros(after.placedAt()))
                    .add(after.orderId().toString());
        }
    }
}
