package skald.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperatorKeyFileTest {
    @TempDir
    private Path folder;

    @Test
    void the_operators_key_is_made_once_and_only_its_owner_may_read_it() throws IOException {
        String key;
        try (DataFolder data = DataFolder.open(folder)) {
            key = data.operatorKey();
            assertThat(key).hasSize(32);
            assertThat(data.operatorKey()).isEqualTo(key);
        }

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("operator.key"))))
                .isEqualTo("rw-------");
        assertThat(DataFolder.operatorKey(folder)).contains(key);
        try (DataFolder again = DataFolder.open(folder)) {
            assertThat(again.operatorKey()).isEqualTo(key);
        }
    }

    @Test
    void a_folder_that_no_instance_has_used_has_no_key() {
        assertThat(DataFolder.operatorKey(folder)).isEmpty();
    }

    @Test
    void a_key_that_was_deleted_is_followed_by_another() throws IOException {
        try (DataFolder data = DataFolder.open(folder)) {
            String old = data.operatorKey();
            Files.delete(folder.resolve("operator.key"));
            assertThat(data.operatorKey()).isNotEqualTo(old);
        }
    }
}
