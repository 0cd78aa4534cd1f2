package skald.database;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The folder that one Skald instance keeps its data in, locked for as long as this object is open.
 *
 * <p>The lock is the operating system's on {@code skald.lock}, so it goes with the process however that ends. The file
 * also records who holds it, for the commands that look for the running instance. Thread-safe.
 */
public final class DataFolder implements AutoCloseable {
    static final String LOCK_FILE = "skald.lock";
    static final String OPERATOR_KEY_FILE = "operator.key";

    // Folders open in this JVM. Asked before the lock file is touched: POSIX drops a process's lock on a file when the
    // process closes any of its descriptors of that file.
    private static final Map<Path, DataFolder> OPEN = new ConcurrentHashMap<>();

    private final Path path;
    private final FileChannel channel;
    private volatile RunningInstance self = RunningInstance.thisProcess(Optional.empty());

    private DataFolder(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Creates the folder where it is missing, and locks it.
     *
     * @throws DataFolderException if another instance uses it, or it cannot be written
     */
    public static DataFolder open(Path chosen) {
        try {
            // Root runs PostgreSQL as another user, who must get through the folder, though not read it.
            Folders.create(chosen, ServerAccount.isRoot() ? "rwx--x--x" : "rwx------");
            Path path = chosen.toRealPath();
            synchronized (OPEN) {
                DataFolder holder = OPEN.get(path);
                if (holder != null) {
                    throw inUse(path, Optional.of(holder.self));
                }
                DataFolder folder = new DataFolder(path, lock(path));
                folder.record(folder.self);
                OPEN.put(path, folder);
                return folder;
            }
        } catch (IOException e) {
            throw DataFolderException.from(chosen, e);
        }
    }

    /** The instance that uses the folder now, if one does. Takes no lock, so it never disturbs one that starts. */
    public static Optional<RunningInstance> running(Path chosen) {
        try {
            DataFolder holder = OPEN.get(chosen.toRealPath());
            if (holder != null) {
                return Optional.of(holder.self);
            }
            return RunningInstance.read(Files.readString(chosen.resolve(LOCK_FILE)))
                    .filter(RunningInstance::isAlive);
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /** Records where this instance answers. */
    public void announce(URI url) {
        self = RunningInstance.thisProcess(Optional.of(url));
        try {
            record(self);
        } catch (IOException e) {
            throw DataFolderException.from(path, e);
        }
    }

    /**
     * The operator's key: made at first use, and kept in a file that only its owner may read. Whoever can read it operates
     * the instance that uses the folder; deleting the file and starting again makes a new one.
     */
    public String operatorKey() {
        Path file = path.resolve(OPERATOR_KEY_FILE);
        synchronized (this) {
            try {
                if (Files.notExists(file)) {
                    SecretFile.write(file, SecretFile.newPassword() + "\n");
                }
                return Files.readString(file).strip();
            } catch (IOException e) {
                throw DataFolderException.from(path, e);
            }
        }
    }

    /** The operator's key of the folder, if there is one and this process may read it. */
    public static Optional<String> operatorKey(Path chosen) {
        try {
            return Optional.of(
                    Files.readString(chosen.resolve(OPERATOR_KEY_FILE)).strip());
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /** The folder, absolute and free of symbolic links. */
    public Path path() {
        return path;
    }

    /** Lets another instance use the folder. The lock file stays: to delete it would race with whoever locks it next. */
    @Override
    public void close() {
        synchronized (OPEN) {
            if (OPEN.remove(path, this)) {
                try (channel) {
                    channel.truncate(0);
                } catch (IOException e) {
                    throw DataFolderException.from(path, e);
                }
            }
        }
    }

    private static FileChannel lock(Path path) throws IOException {
        Path file = path.resolve(LOCK_FILE);
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return channel;
            }
        } catch (OverlappingFileLockException _) {
            // Held in this JVM by a copy of this class in another class loader.
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        throw inUse(path, RunningInstance.read(Files.readString(file)));
    }

    private void record(RunningInstance instance) throws IOException {
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(instance.text());
        long length = bytes.remaining();
        channel.write(bytes, 0);
        channel.truncate(length);
    }

    private static DataFolderException inUse(Path path, Optional<RunningInstance> holder) {
        String who = holder.map(RunningInstance::description).orElse("another Skald");
        return new DataFolderException(
                "The data folder %s is in use by %s. Use that one, stop it first, or choose another folder with --data."
                        .formatted(path, who));
    }
}
