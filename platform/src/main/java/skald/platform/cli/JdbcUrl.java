package skald.platform.cli;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import skald.database.DatabaseLogin;

/** A JDBC URL with user and password in it, as people write it, taken apart so that no message shows the password. */
final class JdbcUrl {
    private static final String BEGINNING = "jdbc:postgresql://";

    private JdbcUrl() {}

    /** @throws IllegalArgumentException if it is none, or names no user; its message goes on after the option's name */
    static DatabaseLogin login(String url) {
        if (!url.startsWith(BEGINNING)) {
            throw new IllegalArgumentException(
                    "must be " + BEGINNING + "HOST:PORT/DATABASE?user=USER&password=PASSWORD, and "
                            + (url.isBlank() ? "is missing" : "does not begin so"));
        }
        int query = url.indexOf('?');
        String user = "";
        String password = "";
        List<String> others = new ArrayList<>();
        for (String parameter :
                query < 0 ? new String[0] : url.substring(query + 1).split("&")) {
            if (parameter.startsWith("user=")) {
                user = decoded(parameter.substring(5));
            } else if (parameter.startsWith("password=")) {
                password = decoded(parameter.substring(9));
            } else {
                others.add(parameter);
            }
        }
        if (user.isEmpty()) {
            throw new IllegalArgumentException("names no user: add ?user=USER&password=PASSWORD to it");
        }
        String place = query < 0 ? url : url.substring(0, query);
        return new DatabaseLogin(others.isEmpty() ? place : place + '?' + String.join("&", others), user, password);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
