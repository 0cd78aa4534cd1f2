package skald.orderviews.adapter.out;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import skald.contracts.Address;
import skald.contracts.orders.PricedLine;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** What the tables keep as JSON. */
final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final ObjectReader LINES = MAPPER.readerFor(new TypeReference<List<PricedLine>>() {});
    private static final ObjectReader REFUNDS = MAPPER.readerFor(new TypeReference<TreeMap<String, Long>>() {});
    private static final ObjectReader ADDRESS = MAPPER.readerFor(Address.class);

    private Json() {}

    static String lines(List<PricedLine> lines) {
        return MAPPER.writeValueAsString(lines);
    }

    static List<PricedLine> lines(String json) {
        return LINES.readValue(json);
    }

    static @Nullable String address(@Nullable Address address) {
        return address == null ? null : MAPPER.writeValueAsString(address);
    }

    static @Nullable Address address(@Nullable String json) {
        return json == null ? null : ADDRESS.readValue(json);
    }

    /** Most orders have none: these are not worth a writer. */
    static String refunds(SortedMap<String, Long> refunds) {
        return refunds.isEmpty() ? "{}" : MAPPER.writeValueAsString(refunds);
    }

    static SortedMap<String, Long> refunds(String json) {
        return json.equals("{}") ? new TreeMap<>() : REFUNDS.readValue(json);
    }
}
