package skald.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationsTest {
    @TempDir
    Path temporary;

    @Test
    void the_fingerprint_is_the_same_in_a_folder_and_in_a_jar() throws IOException {
        Map<String, String> files = Map.of("V1__a.sql", "SELECT 1", "V2__b.sql", "SELECT 2");
        assertThat(inJar(files).fingerprint()).isEqualTo(inFolder(files).fingerprint());
    }

    @Test
    void the_fingerprint_differs_when_a_name_or_a_content_does() throws IOException {
        String one = inJar(Map.of("V1__a.sql", "SELECT 1")).fingerprint();
        assertThat(inJar(Map.of("V1__a.sql", "SELECT 2")).fingerprint()).isNotEqualTo(one);
        assertThat(inJar(Map.of("V2__a.sql", "SELECT 1")).fingerprint()).isNotEqualTo(one);
        assertThat(inJar(Map.of("V1__a.sql", "SELECT 1", "V2__b.sql", "")).fingerprint())
                .isNotEqualTo(one);
    }

    @Test
    void a_place_without_files_is_empty() throws IOException {
        assertThat(inJar(Map.of()).isEmpty()).isTrue();
        assertThat(inFolder(Map.of("V1__a.sql", "SELECT 1")).isEmpty()).isFalse();
    }

    private Migrations inFolder(Map<String, String> files) throws IOException {
        Path root = Files.createTempDirectory(temporary, "folder");
        Path folder = Files.createDirectories(root.resolve("migrations"));
        for (Map.Entry<String, String> file : files.entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
        return load(root);
    }

    private Migrations inJar(Map<String, String> files) throws IOException {
        Path jar = Files.createTempFile(temporary, "with a space", ".jar");
        try (OutputStream stream = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(stream)) {
            entries.putNextEntry(new JarEntry("migrations/"));
            for (Map.Entry<String, String> file : files.entrySet()) {
                entries.putNextEntry(new JarEntry("migrations/" + file.getKey()));
                entries.write(file.getValue().getBytes());
            }
        }
        return load(jar);
    }

    private static Migrations load(Path place) throws IOException {
        try (URLClassLoader loader = new URLClassLoader(new URL[] {place.toUri().toURL()}, null)) {
            return Migrations.load(loader, "migrations", "history");
        }
    }
}
