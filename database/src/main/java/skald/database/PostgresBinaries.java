package skald.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's programs, unpacked from the archive on the class path into a cache folder: once for each user and version.
 *
 * @param folder holds bin, lib and share
 * @param version as in 18.6.0
 */
record PostgresBinaries(Path folder, String version) {
    // One thread of this JVM at a time; other processes are kept out by a lock on a file.
    private static final Object UNPACKING = new Object();

    Path program(String name) {
        return folder.resolve("bin").resolve(name);
    }

    String majorVersion() {
        return version.substring(0, version.indexOf('.'));
    }

    /**
     * Finds the programs or unpacks them.
     *
     * @param lastResort used when the user has no cache folder that can be written
     */
    static PostgresBinaries unpack(Path lastResort) throws IOException {
        String version = archivedVersion();
        String name = "postgres-" + version;
        Path cache = cacheFolder();
        for (Path parent : List.of(cache, lastResort)) {
            Path folder = parent.resolve(name);
            if (Files.isDirectory(folder)) {
                return new PostgresBinaries(folder, version);
            }
        }
        try {
            return new PostgresBinaries(unpackInto(cache, name), version);
        } catch (IOException _) {
            // No home folder, or a full or read-only disk: the data folder is what Skald needs in any case.
            return new PostgresBinaries(unpackInto(lastResort, name), version);
        }
    }

    /** Root's cache is one that the account which runs PostgreSQL may enter, unlike /root. */
    private static Path cacheFolder() {
        if (ServerAccount.isRoot()) {
            return Path.of("/var/cache/skald");
        }
        @Nullable String xdg = System.getenv("XDG_CACHE_HOME");
        Path caches =
                xdg != null && xdg.startsWith("/") ? Path.of(xdg) : Path.of(System.getProperty("user.home"), ".cache");
        return caches.resolve("skald");
    }

    private static Path unpackInto(Path parent, String name) throws IOException {
        Path folder = parent.resolve(name);
        Folders.create(parent, "rwxr-xr-x");
        synchronized (UNPACKING) {
            try (FileChannel lock = FileChannel.open(
                    parent.resolve(name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                lock.lock();
                if (!Files.isDirectory(folder)) {
                    // Under the lock a partial folder can only be the rest of a process that died.
                    Path partial = parent.resolve(name + ".partial");
                    Folders.delete(partial);
                    extract(partial);
                    Files.move(partial, folder, StandardCopyOption.ATOMIC_MOVE);
                }
            }
        }
        return folder;
    }

    private static void extract(Path target) throws IOException {
        Folders.create(target, "rwxr-xr-x");
        try (InputStream archive = archive();
                TarArchiveInputStream tar =
                        new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path path = target.resolve(entry.getName()).normalize();
                if (!path.startsWith(target)) {
                    throw new IOException("PostgreSQL's archive names a file outside of it: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Folders.create(path, "rwxr-xr-x");
                } else if (entry.isSymbolicLink()) {
                    Folders.create(path.getParent(), "rwxr-xr-x");
                    Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
                } else if (!entry.getName().endsWith(".a")) {
                    Folders.create(path.getParent(), "rwxr-xr-x");
                    Files.copy(tar, path);
                    boolean executable = (entry.getMode() & 0100) != 0;
                    Files.setPosixFilePermissions(
                            path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
                }
            }
        }
    }

    private static InputStream archive() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
        String machine = System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
        @Nullable
        InputStream archive =
                PostgresBinaries.class.getResourceAsStream("/postgres-" + system + "-" + machine + ".txz");
        if (archive == null) {
            throw new DatabaseException(
                    "This build of Skald brings no PostgreSQL for %s on %s. Build it on a machine of that kind, or use a PostgreSQL of your own (./skald serve)."
                            .formatted(System.getProperty("os.name"), System.getProperty("os.arch")));
        }
        return archive;
    }

    private static String archivedVersion() throws IOException {
        try (InputStream stream = PostgresBinaries.class.getResourceAsStream("postgres.properties")) {
            Properties properties = new Properties();
            properties.load(stream);
            return properties.getProperty("version");
        }
    }
}
