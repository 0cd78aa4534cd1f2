package skald.database;

import java.util.regex.Pattern;

/** What a service is called in each place; {@code order-views} owns the schema {@code order_views}. */
record ServiceName(String name) {
    private static final Pattern ALLOWED = Pattern.compile("[a-z][a-z0-9-]{0,39}");

    ServiceName {
        if (!ALLOWED.matcher(name).matches()) {
            throw new IllegalArgumentException("Not a service's name (a-z, 0-9 and -, at most 40 characters): " + name);
        }
    }

    String schema() {
        return name.replace('-', '_');
    }

    String role() {
        return "skald_" + schema();
    }

    /** Where on the class path the service's own migrations are. */
    String migrations() {
        return "skald/" + name.replace("-", "") + "/migrations";
    }
}
