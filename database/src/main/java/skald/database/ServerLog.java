package skald.database;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** What the server prints, kept in a file: one file and its predecessor, which only their owner may read. */
record ServerLog(Path file) {
    private static final int LIMIT_BYTES = 10 * 1024 * 1024;
    private static final int TAIL_BYTES = 4 * 1024;

    /** Makes the file ready for one more start. Messages can quote data, so it is created closed to others. */
    void prepare() throws IOException {
        if (Files.exists(file) && size() > LIMIT_BYTES) {
            Files.move(file, file.resolveSibling("server.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!Files.exists(file)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
    }

    long size() throws IOException {
        return Files.size(file);
    }

    /** The last lines printed after the file had this size. */
    String since(long size) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            channel.position(Math.max(size, channel.size() - TAIL_BYTES));
            return new String(Channels.newInputStream(channel).readNBytes(TAIL_BYTES), StandardCharsets.UTF_8);
        }
    }
}
