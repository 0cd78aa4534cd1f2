package skald.database;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A data folder that cannot be used. The message says what is wrong with it and what to do about it. */
public final class DataFolderException extends DatabaseException {
    DataFolderException(String message) {
        super(message);
    }

    private DataFolderException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** What a failure of the file system means to the person who chose the folder. */
    static DataFolderException from(Path folder, IOException failure) {
        String reason = String.valueOf(failure.getMessage());
        if (reason.contains("No space left on device") || reason.contains("Disk quota exceeded")) {
            return diskFull(folder, failure);
        }
        if (failure instanceof AccessDeniedException || reason.contains("Permission denied")) {
            return new DataFolderException(
                    "The data folder %s cannot be written by user %s. Start Skald as the user it belongs to, give it to this user (chown -R), or choose another folder with --data."
                            .formatted(folder, System.getProperty("user.name")),
                    failure);
        }
        if (reason.contains("Read-only file system")) {
            return new DataFolderException(
                    "The data folder %s is on a file system that is mounted read-only. Choose another folder with --data."
                            .formatted(folder),
                    failure);
        }
        if (failure instanceof FileAlreadyExistsException || reason.contains("Not a directory")) {
            return new DataFolderException(
                    "%s cannot be the data folder: there is a file where a folder should be (%s). Move the file away, or choose another folder with --data."
                            .formatted(folder, reason),
                    failure);
        }
        return new DataFolderException(
                "The data folder %s cannot be used: %s. Choose another folder with --data.".formatted(folder, reason),
                failure);
    }

    static DataFolderException diskFull(Path folder) {
        return diskFull(folder, null);
    }

    private static DataFolderException diskFull(Path folder, @Nullable Throwable cause) {
        return new DataFolderException(
                "The disk that holds the data folder %s is full. Free some space there (a new database needs 100 MB), or choose another folder with --data."
                        .formatted(folder),
                cause);
    }
}
