package skald.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {
    @TempDir
    Path temporary;

    @Test
    void runs_durably_and_is_reached_with_a_password_from_this_machine_only() throws Exception {
        try (DataFolder folder = DataFolder.open(temporary);
                EmbeddedPostgres server = EmbeddedPostgres.start(folder)) {
            assertThat(query(server, "SHOW server_version")).startsWith("18.");
            assertThat(query(server, "SHOW fsync")).isEqualTo("on");
            assertThat(query(server, "SHOW full_page_writes")).isEqualTo("on");
            assertThat(query(server, "SHOW synchronous_commit")).isEqualTo("on");
            assertThat(query(server, "SHOW data_checksums")).isEqualTo("on");
            assertThat(query(server, "SHOW server_encoding")).isEqualTo("UTF8");
            assertThat(query(server, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(query(server, "SHOW unix_socket_directories")).isEmpty();
            DatabaseLogin guess = server.admin().as(server.admin().user(), "guess");
            assertThatThrownBy(() -> DriverManager.getConnection(guess.url(), guess.properties()))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void keeps_its_data_when_it_is_stopped_and_started() throws Exception {
        try (DataFolder folder = DataFolder.open(temporary)) {
            try (EmbeddedPostgres server = EmbeddedPostgres.start(folder)) {
                execute(server, "CREATE TABLE kept AS SELECT 42 AS answer");
            }
            try (EmbeddedPostgres server = EmbeddedPostgres.start(folder)) {
                assertThat(query(server, "SELECT answer FROM kept")).isEqualTo("42");
            }
        }
    }

    @Test
    void is_stopped_in_good_order_by_an_interrupted_thread_too() throws Exception {
        try (DataFolder folder = DataFolder.open(temporary)) {
            EmbeddedPostgres server = EmbeddedPostgres.start(folder);
            Thread.currentThread().interrupt();
            server.close();
            assertThat(Thread.interrupted()).isTrue();
            assertThat(folder.path().resolve("postgres/server.log")).content().contains("database system is shut down");
        }
    }

    @Test
    void a_killed_server_comes_back_at_the_same_address_with_all_that_was_committed() throws Exception {
        try (DataFolder folder = DataFolder.open(temporary);
                EmbeddedPostgres server = EmbeddedPostgres.start(folder)) {
            execute(server, "CREATE TABLE kept AS SELECT 42 AS answer");
            ProcessHandle killed = ProcessHandle.of(server.pid()).orElseThrow();
            killed.destroyForcibly();
            killed.onExit().get(1, TimeUnit.MINUTES);
            assertThat(queryOnceItAnswers(server, "SELECT answer FROM kept")).isEqualTo("42");
            assertThat(server.pid()).isNotEqualTo(killed.pid());
        }
    }

    @Test
    void what_a_killed_skald_committed_is_there_when_the_next_one_starts() throws Exception {
        try (SkaldInAnotherProcess killed = SkaldInAnotherProcess.using(temporary)) {
            assertThat(killed.firstLine()).startsWith("ready");
        }
        try (DataFolder folder = DataFolder.open(temporary);
                EmbeddedPostgres server = EmbeddedPostgres.start(folder)) {
            assertThat(query(server, "SELECT text FROM sample_service.note WHERE text LIKE 'committed%'"))
                    .isEqualTo("committed before the kill");
        }
    }

    @Test
    void a_server_left_behind_by_a_killed_skald_is_stopped_first() throws Exception {
        try (DataFolder folder = DataFolder.open(temporary)) {
            Cluster cluster = Cluster.open(folder);
            cluster.log().prepare();
            Process orphan = Postmaster.start(cluster, Supervisor.freePort(), Map.of());
            while (!Postmaster.isReady(cluster, orphan)) {
                assertThat(orphan.waitFor(5, TimeUnit.MILLISECONDS)).isFalse();
            }
            try (EmbeddedPostgres server = EmbeddedPostgres.start(folder)) {
                assertThat(orphan.isAlive()).isFalse();
                assertThat(query(server, "SELECT 1")).isEqualTo("1");
            }
        }
    }

    @Test
    void a_process_number_that_now_belongs_to_another_program_does_not_keep_it_from_starting() throws Exception {
        Process bystander = new ProcessBuilder("cat").start();
        try {
            startsWithPidFileNaming(bystander.pid());
            assertThat(bystander.isAlive()).isTrue();
        } finally {
            bystander.destroy();
        }
    }

    @Test
    void the_process_number_of_a_dead_server_that_nobody_has_buried_does_not_keep_it_from_starting() throws Exception {
        // The second program takes the place of the shell and knows nothing of the child that it so inherits.
        Process parent = new ProcessBuilder("sh", "-c", "true & echo $!; exec cat").start();
        try {
            startsWithPidFileNaming(Long.parseLong(parent.inputReader().readLine()));
        } finally {
            parent.destroy();
        }
    }

    private void startsWithPidFileNaming(long pid) throws IOException, SQLException {
        try (DataFolder folder = DataFolder.open(temporary)) {
            EmbeddedPostgres.start(folder).close();
            Path cluster = folder.path().resolve("postgres/cluster");
            Files.writeString(cluster.resolve("postmaster.pid"), pid + "\n" + cluster + "\n");
            try (EmbeddedPostgres server = EmbeddedPostgres.start(folder)) {
                assertThat(query(server, "SELECT 1")).isEqualTo("1");
            }
        }
    }

    @Test
    void the_rest_of_an_interrupted_creation_is_not_used() throws Exception {
        Path partial = Files.createDirectories(temporary.resolve("postgres/cluster.partial-1"));
        Files.writeString(partial.resolve("PG_VERSION"), "18\n");
        try (DataFolder folder = DataFolder.open(temporary);
                EmbeddedPostgres server = EmbeddedPostgres.start(folder)) {
            assertThat(query(server, "SELECT 1")).isEqualTo("1");
            assertThat(partial).doesNotExist();
        }
    }

    @Test
    void data_of_another_major_version_is_left_alone() throws IOException {
        try (DataFolder folder = DataFolder.open(temporary)) {
            EmbeddedPostgres.start(folder).close();
            Files.writeString(folder.path().resolve("postgres/cluster/PG_VERSION"), "17\n");
            assertThatThrownBy(() -> EmbeddedPostgres.start(folder))
                    .isInstanceOf(DataFolderException.class)
                    .hasMessageContaining("is of PostgreSQL 17")
                    .hasMessageContaining("pg_dump");
        }
    }

    @Test
    void a_server_that_cannot_start_says_why() {
        try (DataFolder folder = DataFolder.open(temporary)) {
            assertThatThrownBy(() -> EmbeddedPostgres.start(folder, Map.of("shared_buffers", "plenty")))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("invalid value for parameter \"shared_buffers\"")
                    .hasMessageContaining("server.log");
        }
    }

    private static void execute(EmbeddedPostgres server, String sql) throws SQLException {
        try (Connection connection = connect(server);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(EmbeddedPostgres server, String sql) throws SQLException {
        try (Connection connection = connect(server);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private static String queryOnceItAnswers(EmbeddedPostgres server, String sql) throws SQLException {
        long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (true) {
            try {
                return query(server, sql);
            } catch (SQLException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
        }
    }

    private static Connection connect(EmbeddedPostgres server) throws SQLException {
        return DriverManager.getConnection(server.admin().url(), server.admin().properties());
    }
}
