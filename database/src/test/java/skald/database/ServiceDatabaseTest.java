package skald.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

class ServiceDatabaseTest {
    @TempDir
    static Path temporary;

    private static DataFolder folder;
    private static EmbeddedPostgres server;

    @BeforeAll
    static void start() {
        folder = DataFolder.open(temporary);
        server = EmbeddedPostgres.start(folder);
    }

    @AfterAll
    static void stop() {
        server.close();
        folder.close();
    }

    @Test
    void a_service_finds_its_own_schema_migrated() throws SQLException {
        try (ServiceDatabase database = ServiceDatabase.embedded(server, "sample-service")) {
            assertThat(Rows.query(database.dataSource(), "SELECT current_schema()"))
                    .containsExactly("sample_service");
            assertThat(Rows.query(database.dataSource(), "SELECT current_user"))
                    .containsExactly("skald_sample_service");
            assertThat(Rows.query(database.dataSource(), "SELECT text FROM note WHERE author IS NULL"))
                    .containsExactly("no ${placeholder} is replaced");
            assertThat(Rows.query(database.dataSource(), "SELECT version FROM schema_history WHERE version <> '0'"))
                    .containsExactly("1", "2");
        }
    }

    @Test
    void neither_side_waits_for_ever_when_the_other_one_hangs() throws SQLException {
        try (ServiceDatabase database = ServiceDatabase.embedded(server, "sample-service");
                Connection connection = database.dataSource().getConnection()) {
            assertThat(connection.getNetworkTimeout()).isEqualTo(60_000);
            assertThat(Rows.query(database.dataSource(), "SHOW idle_in_transaction_session_timeout"))
                    .containsExactly("10s");
        }
    }

    @Test
    void a_service_can_neither_read_nor_find_the_tables_of_another() throws SQLException {
        try (ServiceDatabase payments = ServiceDatabase.embedded(server, "payments");
                ServiceDatabase orders = ServiceDatabase.embedded(server, "orders")) {
            Rows.execute(payments.dataSource(), "CREATE TABLE card (number text)");
            Rows.execute(orders.dataSource(), "CREATE TABLE own (id int)");
            assertThatThrownBy(() -> Rows.query(orders.dataSource(), "SELECT * FROM payments.card"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("permission denied for schema payments");
            assertThatThrownBy(() -> Rows.execute(orders.dataSource(), "SET ROLE skald_payments"))
                    .hasMessageContaining("permission denied");
            String visible =
                    "SELECT table_schema FROM information_schema.tables WHERE table_schema NOT LIKE 'pg\\_%' GROUP BY"
                            + " 1";
            assertThat(Rows.query(orders.dataSource(), visible))
                    .contains("orders")
                    .doesNotContain("payments");
        }
    }

    @Test
    void a_service_has_no_way_out_of_its_schema() throws SQLException {
        try (ServiceDatabase orders = ServiceDatabase.embedded(server, "orders")) {
            DataSource database = orders.dataSource();
            for (String forbidden : List.of(
                    "CREATE TABLE public.shared (id int)",
                    "CREATE SCHEMA more",
                    "CREATE TEMPORARY TABLE scratch (id int)",
                    "CREATE ROLE friend",
                    "CREATE DATABASE more",
                    "COPY (SELECT 1) TO PROGRAM 'cat'",
                    "ALTER SYSTEM SET fsync = off")) {
                assertThatThrownBy(() -> Rows.execute(database, forbidden))
                        .as(forbidden)
                        .hasMessageMatching("(?s).*(permission denied|must be).*");
            }
            PGSimpleDataSource otherDatabase = source(server.admin());
            otherDatabase.setDatabaseName("postgres");
            otherDatabase.setUser("skald_orders");
            otherDatabase.setPassword(password("skald_orders"));
            assertThatThrownBy(() -> Rows.query(otherDatabase, "SELECT 1"))
                    .hasMessageContaining("permission denied for database");
        }
    }

    @Test
    void opening_it_again_keeps_its_data_and_its_password() throws Exception {
        String before;
        try (ServiceDatabase first = ServiceDatabase.embedded(server, "twice")) {
            Rows.execute(first.dataSource(), "CREATE TABLE kept AS SELECT 42 AS answer");
            before = password("skald_twice");
        }
        try (ServiceDatabase second = ServiceDatabase.embedded(server, "twice")) {
            assertThat(Rows.query(second.dataSource(), "SELECT answer FROM kept"))
                    .containsExactly("42");
            assertThat(password("skald_twice")).isEqualTo(before);
        }
        assertThat(Files.getPosixFilePermissions(server.servicePasswords()))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void a_lost_password_is_replaced() throws Exception {
        Path passwords = Files.createTempDirectory(temporary, "lost").resolve("passwords.properties");
        ServiceDatabase.provisioned(server.admin(), passwords, "forgetful", PoolSize.DEFAULT)
                .close();
        String before = Files.readString(passwords);
        Files.writeString(passwords, before.replace("=", "=not-"));
        try (ServiceDatabase second =
                ServiceDatabase.provisioned(server.admin(), passwords, "forgetful", PoolSize.DEFAULT)) {
            assertThat(Rows.query(second.dataSource(), "SELECT 1")).containsExactly("1");
        }
        Files.delete(passwords);
        try (ServiceDatabase third =
                ServiceDatabase.provisioned(server.admin(), passwords, "forgetful", PoolSize.DEFAULT)) {
            assertThat(Rows.query(third.dataSource(), "SELECT 1")).containsExactly("1");
        }
        assertThat(Files.readString(passwords)).isNotEqualTo(before);
    }

    @Test
    void flyway_is_asked_only_when_the_migrations_are_other_files_than_last_time() throws SQLException {
        ServiceDatabase.embedded(server, "sample-service").close();
        try (ServiceDatabase same = ServiceDatabase.embedded(server, "sample-service")) {
            DataSource database = same.dataSource();
            Rows.execute(database, "ALTER TABLE schema_history RENAME TO hidden");
            ServiceDatabase.embedded(server, "sample-service").close();
            assertThat(Rows.query(database, "SELECT to_regclass('schema_history')"))
                    .containsOnlyNulls();
            Rows.execute(database, "ALTER TABLE hidden RENAME TO schema_history");

            Rows.execute(database, "DELETE FROM schema_history WHERE version = '2'");
            Rows.execute(database, "ALTER TABLE note DROP COLUMN author");
            Rows.execute(database, "UPDATE migrated_to SET fingerprint = 'of one file less'");
            ServiceDatabase.embedded(server, "sample-service").close();
            assertThat(Rows.query(database, "SELECT version FROM schema_history WHERE version = '2'"))
                    .hasSize(1);
        }
    }

    @Test
    void a_migration_that_fails_is_named_and_tried_again_at_the_next_start() {
        for (int attempt = 0; attempt < 2; attempt++) {
            assertThatThrownBy(() -> ServiceDatabase.embedded(server, "broken-service"))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("skald/brokenservice/migrations")
                    .hasMessageContaining("syntax error at or near \"TABEL\"");
        }
    }

    @Test
    void a_database_of_somebody_else_needs_the_schema_and_says_how_to_make_it() throws SQLException {
        DataSource admin = source(server.admin());
        Rows.execute(admin, "CREATE ROLE external LOGIN PASSWORD 'from-the-dba'");
        Rows.execute(admin, "GRANT CONNECT ON DATABASE skald TO external");
        String url = server.admin().url();
        assertThatThrownBy(() -> ServiceDatabase.external(url, "external", "from-the-dba", "order-views"))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("CREATE SCHEMA \"order_views\" AUTHORIZATION \"external\"")
                .hasMessageNotContaining("from-the-dba");
        Rows.execute(admin, "CREATE SCHEMA order_views AUTHORIZATION external");
        try (ServiceDatabase database = ServiceDatabase.external(url, "external", "from-the-dba", "order-views")) {
            assertThat(Rows.query(database.dataSource(), "SELECT current_schema()"))
                    .containsExactly("order_views");
        }
    }

    @Test
    void a_role_that_commits_asynchronously_is_refused() throws SQLException {
        ServiceDatabase.embedded(server, "hasty").close();
        Rows.execute(source(server.admin()), "ALTER ROLE skald_hasty SET synchronous_commit = off");
        assertThatThrownBy(() -> ServiceDatabase.embedded(server, "hasty"))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("has synchronous_commit off");
    }

    @Test
    void a_server_that_does_not_write_through_to_the_disk_is_refused(@TempDir Path other) {
        try (DataFolder data = DataFolder.open(other);
                EmbeddedPostgres careless =
                        EmbeddedPostgres.start(data, Map.of("fsync", "off", "full_page_writes", "off"))) {
            assertThatThrownBy(() -> ServiceDatabase.embedded(careless, "orders"))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("has fsync and full_page_writes off")
                    .hasMessageContaining("Turn it on");
        }
    }

    @Test
    void a_server_that_does_not_answer_is_named_without_the_password() {
        assertThatThrownBy(() ->
                        ServiceDatabase.external("jdbc:postgresql://127.0.0.1:1/skald", "someone", "hidden", "orders"))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("someone at jdbc:postgresql://127.0.0.1:1/skald")
                .hasMessageNotContaining("hidden");
    }

    @Test
    void names_that_are_no_services_are_refused() {
        assertThatThrownBy(() -> ServiceDatabase.embedded(server, "orders; DROP"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PoolSize(0, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static String password(String role) {
        return new ServicePasswords(server.servicePasswords()).find(role).orElseThrow();
    }

    private static PGSimpleDataSource source(DatabaseLogin login) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(login.url());
        source.setUser(login.user());
        source.setPassword(login.password());
        return source;
    }
}
