package skald.database;

import java.util.Properties;

/**
 * Where a PostgreSQL answers, and as whom to enter.
 *
 * @param url a JDBC URL, {@code jdbc:postgresql://host:port/database}
 */
public record DatabaseLogin(String url, String user, String password) {
    /** The same database, entered as someone else. */
    DatabaseLogin as(String otherUser, String otherPassword) {
        return new DatabaseLogin(url, otherUser, otherPassword);
    }

    /** The connection properties that the JDBC driver expects. */
    Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        return properties;
    }

    /** Names the place and the user, never the password. */
    @Override
    public String toString() {
        return user + " at " + url;
    }
}
