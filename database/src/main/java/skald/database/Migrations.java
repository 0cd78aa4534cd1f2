package skald.database;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The SQL files in one place of the class path that bring a schema to its present form, Flyway's way.
 *
 * @param location a folder on the class path
 * @param historyTable where Flyway writes which of them it has applied
 * @param fingerprint of all names and contents; the same fingerprint means the same files
 */
record Migrations(String location, String historyTable, String fingerprint, boolean isEmpty) {
    static Migrations load(ClassLoader classPath, String location, String historyTable) {
        try {
            Map<String, byte[]> files = new TreeMap<>();
            Enumeration<URL> places = classPath.getResources(location);
            while (places.hasMoreElements()) {
                read(places.nextElement().toURI(), location, files);
            }
            return new Migrations(location, historyTable, fingerprint(files), files.isEmpty());
        } catch (IOException | URISyntaxException e) {
            throw new DatabaseException("The migrations in " + location + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static void read(URI place, String location, Map<String, byte[]> files) throws IOException {
        if (!place.getScheme().equals("jar")) {
            readFolder(Path.of(place), files);
            return;
        }
        String text = place.getRawSchemeSpecificPart();
        Path jar = Path.of(URI.create(text.substring(0, text.indexOf("!/"))));
        try (FileSystem fileSystem = FileSystems.newFileSystem(jar)) {
            readFolder(fileSystem.getPath(location), files);
        }
    }

    private static void readFolder(Path folder, Map<String, byte[]> files) throws IOException {
        List<Path> found;
        try (Stream<Path> walk = Files.walk(folder)) {
            found = walk.filter(Files::isRegularFile).toList();
        }
        for (Path file : found) {
            files.put(folder.relativize(file).toString(), Files.readAllBytes(file));
        }
    }

    private static String fingerprint(Map<String, byte[]> files) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            files.forEach((name, content) -> {
                // Lengths separate the parts, so that no two lists of files give the same bytes.
                digest.update((name.length() + " " + name + " " + content.length + " ").getBytes());
                digest.update(content);
            });
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
