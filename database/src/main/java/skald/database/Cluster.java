package skald.database;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;

/**
 * PostgreSQL's own folder inside the data folder, with the superuser's password in it.
 *
 * @param home the folder around the cluster: the server's log is here
 * @param folder what PostgreSQL calls its data directory
 */
record Cluster(Path home, Path folder, ServerAccount account, PostgresBinaries binaries) {
    private static final System.Logger LOG = System.getLogger(Cluster.class.getName());
    static final String SUPERUSER = "skald";
    static final String PASSWORD_FILE = "skald.password";
    private static final long NEW_CLUSTER_BYTES = 100L * 1024 * 1024;
    private static final String PARTIAL = "cluster.partial-";
    private static final Duration INITDB_TIMEOUT = Duration.ofMinutes(5);

    /** The cluster of a data folder; made if there is none. */
    static Cluster open(DataFolder data) throws IOException {
        Path home = data.path().resolve("postgres");
        Folders.create(home, ServerAccount.isRoot() ? "rwx--x--x" : "rwx------");
        Path folder = home.resolve("cluster");
        ServerAccount account = ServerAccount.choose(home, folder);
        Cluster cluster = new Cluster(home, folder, account, PostgresBinaries.unpack(home));
        cluster.deletePartial();
        if (Files.exists(folder)) {
            cluster.checkVersion();
        } else {
            cluster.initialize();
        }
        return cluster;
    }

    String password() throws IOException {
        return Files.readString(folder.resolve(PASSWORD_FILE)).strip();
    }

    ServerLog log() {
        return new ServerLog(home.resolve("server.log"));
    }

    /** Makes the cluster beside its place and moves it there when it is whole: half a cluster is never used. */
    private void initialize() throws IOException {
        // A name of its own: the initdb of a killed Skald may still be writing to its folder.
        Path partial = home.resolve(PARTIAL + ProcessHandle.current().pid());
        Path passwordFile = home.resolve("initdb.password");
        Path output = home.resolve("initdb.log");
        Files.createDirectory(
                partial, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        account.own(partial);
        SecretFile.write(passwordFile, SecretFile.newPassword());
        account.own(passwordFile);
        Files.deleteIfExists(output);
        if (Files.getFileStore(home).getUsableSpace() < NEW_CLUSTER_BYTES) {
            throw DataFolderException.diskFull(home.getParent());
        }
        List<String> initdb = account.command(List.of(
                binaries.program("initdb").toString(),
                "--pgdata=" + partial,
                "--username=" + SUPERUSER,
                "--pwfile=" + passwordFile,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=C",
                "--no-instructions"));
        if (Command.run(initdb, home, output, INITDB_TIMEOUT) != 0) {
            throw new DatabaseException("PostgreSQL could not create its database in %s. It said, in %s:%n%s"
                    .formatted(home, output, Files.readString(output)));
        }
        Files.move(passwordFile, partial.resolve(PASSWORD_FILE));
        Folders.sync(partial);
        Files.move(partial, folder, StandardCopyOption.ATOMIC_MOVE);
        Folders.sync(home);
        Files.delete(output);
    }

    /** Clears away what starts that were killed have left. One of them may still be writing: the rest goes next time. */
    private void deletePartial() throws IOException {
        try (DirectoryStream<Path> rests = Files.newDirectoryStream(home, PARTIAL + "*")) {
            for (Path rest : rests) {
                Folders.delete(rest);
            }
        } catch (DirectoryNotEmptyException | NoSuchFileException _) {
            LOG.log(Level.DEBUG, "The creation of a database that was interrupted has not ended yet.");
        }
    }

    private void checkVersion() throws IOException {
        String version = Files.readString(folder.resolve("PG_VERSION")).strip();
        if (!version.equals(binaries.majorVersion())) {
            throw new DataFolderException(
                    "The database in %s is of PostgreSQL %s, and this Skald brings PostgreSQL %s. Start it with the Skald that wrote it, dump it with pg_dump, and load the dump into a new data folder."
                            .formatted(folder, version, binaries.majorVersion()));
        }
    }
}
