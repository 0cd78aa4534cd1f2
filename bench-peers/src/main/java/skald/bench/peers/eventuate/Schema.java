package skald.bench.peers.eventuate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import skald.bench.Arena;

/** Eventuate's tables, from the scripts in its own artifacts. */
final class Schema {
    static final String NAME = "eventuate";

    private static final List<String> SCRIPTS = List.of(
            "/flyway-templates/postgresql/3.create-message-table.sql",
            "/flyway/postgresql/V2__tram_database_postgres.sql",
            "/flyway/postgresql/V1000__tram-saga-schema.sql");
    // One outbox table: no suffix.
    private static final String SUFFIX = "${EVENTUATE_OUTBOX_SUFFIX}";

    private Schema() {}

    static void create(Arena arena) throws SQLException {
        try (Connection connection = arena.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create schema " + NAME);
            statement.execute("set search_path to " + NAME);
            for (String script : SCRIPTS) {
                statement.execute(read(script).replace(SUFFIX, ""));
            }
        }
    }

    private static String read(String script) {
        try (InputStream stream = Objects.requireNonNull(Schema.class.getResourceAsStream(script), script)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
