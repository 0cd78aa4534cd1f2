package skald.platform.cli;

import skald.platform.client.Call;

/** Builds a path with a query of those parameters that have a value. */
final class Query {

    private final StringBuilder path;

    private Query(String path) {
        this.path = new StringBuilder(path).append('?');
    }

    static Query of(String path) {
        return new Query(path);
    }

    Query with(String name, String value) {
        if (!value.isEmpty()) {
            path.append(path.charAt(path.length() - 1) == '?' ? "" : "&")
                    .append(name)
                    .append('=')
                    .append(Call.parameter(value));
        }
        return this;
    }

    String path() {
        return path.toString();
    }
}
