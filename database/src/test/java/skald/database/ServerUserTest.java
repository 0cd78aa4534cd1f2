package skald.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom PostgreSQL runs as, which differs under root. An ordinary user's part is what all the other tests show. */
class ServerUserTest {
    @TempDir
    Path temporary;

    @BeforeAll
    static void only_root_can_become_others() {
        assumeTrue(ServerAccount.isRoot() && Command.find("setpriv").isPresent());
    }

    @Test
    void under_root_it_runs_as_an_account_without_rights_where_that_can_enter_the_folder() throws IOException {
        openToAll(temporary);
        Path data = temporary.resolve("data");
        try (DataFolder folder = DataFolder.open(data);
                EmbeddedPostgres server = EmbeddedPostgres.start(folder)) {
            assertThat(owner(data.resolve("postgres/cluster"))).isNotZero();
            assertThat(owner(Path.of("/proc/" + server.pid()))).isNotZero();
        }
        try (DataFolder folder = DataFolder.open(data);
                EmbeddedPostgres server = EmbeddedPostgres.start(folder)) {
            assertThat(server.pid()).isPositive();
        }
    }

    @Test
    void under_root_it_runs_without_roots_powers_where_only_root_can_enter_the_folder() throws IOException {
        assumeTrue(Command.succeeds(java.util.List.of("unshare", "-U", "true")));
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwx------"));
        try (DataFolder folder = DataFolder.open(temporary.resolve("data"));
                EmbeddedPostgres server = EmbeddedPostgres.start(folder)) {
            assertThat(owner(folder.path().resolve("postgres/cluster"))).isZero();
            Path ownNamespace = Files.readSymbolicLink(Path.of("/proc/self/ns/user"));
            Path itsNamespace = Files.readSymbolicLink(Path.of("/proc/" + server.pid() + "/ns/user"));
            assertThat(itsNamespace).isNotEqualTo(ownNamespace);
        }
    }

    @Test
    void an_ordinary_user_without_a_home_runs_it_and_root_can_go_on_with_the_same_data() throws Exception {
        openToAll(temporary);
        Path home = Files.createDirectory(temporary.resolve("home"));
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxrwxrwx"));
        Path classPath = Files.createDirectory(temporary.resolve("classpath"));
        Path data = home.resolve("data");
        try (SkaldInAnotherProcess skald = SkaldInAnotherProcess.asNobody(classPath, data)) {
            assertThat(skald.firstLine()).startsWith("ready");
            assertThat(data.resolve("postgres")).isDirectoryContaining("glob:**/postgres-18.*");
        }
        try (DataFolder folder = DataFolder.open(data);
                EmbeddedPostgres server = EmbeddedPostgres.start(folder);
                ServiceDatabase database = ServiceDatabase.embedded(server, "sample-service")) {
            assertThat(owner(data.resolve("postgres/cluster"))).isEqualTo(65534);
            assertThat(Rows.query(database.dataSource(), "SELECT text FROM note WHERE text LIKE 'committed%'"))
                    .containsExactly("committed before the kill");
        }
    }

    @Test
    void an_ordinary_user_is_told_when_the_data_folder_belongs_to_another() throws Exception {
        openToAll(temporary);
        Path data = temporary.resolve("data");
        DataFolder.open(data).close();
        Path classPath = Files.createDirectory(temporary.resolve("classpath"));
        try (SkaldInAnotherProcess skald = SkaldInAnotherProcess.asNobody(classPath, data)) {
            assertThat(skald.firstLine())
                    .startsWith("refused The data folder " + data + " cannot be written by user nobody.")
                    .contains("chown", "--data");
        }
    }

    private static void openToAll(Path folder) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static int owner(Path path) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:uid");
    }
}
