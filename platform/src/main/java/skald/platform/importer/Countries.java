package skald.platform.importer;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** ISO 3166-1 alpha-2 codes of countries by their English names, and by the names that this retailer uses. */
final class Countries {

    private static final Map<String, String> BY_NAME = byName();
    /** What the retailer writes when nobody knows where to. */
    private static final Set<String> UNTOLD = Set.of("", "unspecified", "european community");

    private Countries() {}

    static boolean untold(String name) {
        return UNTOLD.contains(name.toLowerCase(Locale.ROOT));
    }

    static Optional<String> code(String name) {
        return Optional.ofNullable(BY_NAME.get(name.toLowerCase(Locale.ROOT)));
    }

    private static Map<String, String> byName() {
        Map<String, String> codes = new HashMap<>();
        for (String code : Locale.getISOCountries()) {
            String name = Locale.of("", code).getDisplayCountry(Locale.ENGLISH);
            codes.put(name.toLowerCase(Locale.ROOT), code);
            codes.put(code.toLowerCase(Locale.ROOT), code);
        }
        codes.put("eire", "IE");
        codes.put("channel islands", "JE"); // Jersey stands for all of them: the islands have no common code
        codes.put("rsa", "ZA");
        codes.put("usa", "US");
        codes.put("uk", "GB");
        codes.put("korea", "KR");
        codes.put("hong kong", "HK"); // "Hong Kong SAR China" in the JDK's data
        codes.put("czech republic", "CZ"); // "Czechia" there
        return Map.copyOf(codes);
    }
}
