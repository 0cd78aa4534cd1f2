package skald.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    Path temporary;

    @Test
    void creates_the_folder_so_that_others_cannot_look_into_it() throws IOException {
        Path path = temporary.resolve("skald/data");
        try (DataFolder folder = DataFolder.open(path)) {
            assertThat(folder.path()).isEqualTo(path.toRealPath());
            assertThat(Files.getPosixFilePermissions(path).toString()).doesNotContain("OTHERS_READ", "OTHERS_WRITE");
        }
    }

    @Test
    void a_second_use_in_the_same_process_is_refused_and_does_not_loosen_the_lock() throws IOException {
        try (DataFolder _ = DataFolder.open(temporary)) {
            for (int attempt = 0; attempt < 2; attempt++) {
                assertThatThrownBy(() -> DataFolder.open(temporary))
                        .isInstanceOf(DataFolderException.class)
                        .hasMessageContaining("in use by another Skald (pid "
                                + ProcessHandle.current().pid() + ")")
                        .hasMessageContaining("--data");
            }
            assertThat(DataFolder.running(temporary)).isPresent();
            try (SkaldInAnotherProcess other = SkaldInAnotherProcess.using(temporary)) {
                assertThat(other.firstLine()).startsWith("refused").contains("in use by another Skald");
            }
        }
        DataFolder.open(temporary).close();
    }

    @Test
    void a_folder_in_use_by_another_process_is_refused_with_its_pid_and_address_until_that_ends() throws IOException {
        try (SkaldInAnotherProcess other = SkaldInAnotherProcess.using(temporary)) {
            assertThatThrownBy(() -> DataFolder.open(temporary))
                    .isInstanceOf(DataFolderException.class)
                    .hasMessageContaining("pid " + other.pid() + ", at " + SkaldInAnotherProcess.URL);
            assertThat(DataFolder.running(temporary)).hasValueSatisfying(instance -> {
                assertThat(instance.pid()).isEqualTo(other.pid());
                assertThat(instance.url()).contains(SkaldInAnotherProcess.URL);
            });
        }
        assertThat(DataFolder.running(temporary)).isEmpty();
        DataFolder.open(temporary).close();
    }

    @Test
    void the_address_is_known_while_the_folder_is_open_and_not_after() {
        URI url = URI.create("http://localhost:8080");
        try (DataFolder folder = DataFolder.open(temporary)) {
            folder.announce(url);
            assertThat(DataFolder.running(temporary))
                    .hasValueSatisfying(instance -> assertThat(instance.url()).contains(url));
        }
        assertThat(DataFolder.running(temporary)).isEmpty();
    }

    @Test
    void no_instance_runs_in_a_folder_that_is_not_there_or_holds_another_programs_lock_file() throws IOException {
        assertThat(DataFolder.running(temporary.resolve("absent"))).isEmpty();
        Files.writeString(temporary.resolve(DataFolder.LOCK_FILE), "pid=many\n");
        assertThat(DataFolder.running(temporary)).isEmpty();
    }

    @Test
    void a_process_that_only_has_the_number_of_a_dead_instance_is_not_it() throws IOException {
        String recorded = "pid=%d\nstartedAt=2001-02-03T04:05:06Z\nurl=http://localhost:8080\n"
                .formatted(ProcessHandle.current().pid());
        Files.writeString(temporary.resolve(DataFolder.LOCK_FILE), recorded);
        assertThat(DataFolder.running(temporary)).isEmpty();
    }

    @Test
    void a_file_where_the_folder_should_be_is_named() throws IOException {
        Path file = Files.createFile(temporary.resolve("data"));
        assertThatThrownBy(() -> DataFolder.open(file))
                .isInstanceOf(DataFolderException.class)
                .hasMessageContaining(file + " cannot be the data folder")
                .hasMessageContaining("--data");
        assertThatThrownBy(() -> DataFolder.open(file.resolve("below")))
                .isInstanceOf(DataFolderException.class)
                .hasMessageContaining("there is a file where a folder should be");
    }

    @Test
    void what_the_file_system_refuses_becomes_advice() {
        Path folder = Path.of("/srv/skald");
        assertThat(DataFolderException.from(folder, new AccessDeniedException("/srv/skald/skald.lock")))
                .hasMessageContaining("cannot be written by user " + System.getProperty("user.name"))
                .hasMessageContaining("chown");
        assertThat(DataFolderException.from(folder, new FileSystemException("/srv", null, "Read-only file system")))
                .hasMessageContaining("mounted read-only");
        assertThat(DataFolderException.from(folder, new IOException("No space left on device")))
                .hasMessageContaining("/srv/skald is full")
                .hasMessageContaining("Free some space");
    }
}
