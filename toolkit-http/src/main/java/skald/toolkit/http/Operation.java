package skald.toolkit.http;

/**
 * What a route is, for whoever describes or checks them all.
 *
 * @param path the pattern, such as {@code /v1/orders/{id}}
 */
public record Operation(String method, String path, Access access) {

    /** Method and path, such as {@code GET /v1/orders/{id}}. */
    public String name() {
        return method + ' ' + path;
    }
}
