package skald.platform.importer;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;

/**
 * A file of text, gzipped or not, whose encoding is found out by reading it once: UTF-8, unless more of it is not UTF-8
 * than is beyond ASCII and UTF-8; then windows-1252, which spreadsheets write.
 *
 * @param digest of the text's bytes, so that a file and its gzipped copy are the same
 */
record SourceFile(Path path, Charset charset, String digest) {

    private static final int BUFFER = 1 << 16;
    private static final int GZIP_MAGIC = 0x1f8b;

    static SourceFile inspect(Path path) {
        if (!Files.isRegularFile(path)) {
            throw new ImportException("There is no file " + path + ". Name the CSV file to import.");
        }
        try (InputStream bytes = open(path)) {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            Sniffer sniffer = new Sniffer();
            byte[] buffer = new byte[BUFFER];
            for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
                sha256.update(buffer, 0, read);
                sniffer.see(buffer, read);
            }
            return new SourceFile(path, sniffer.charset(), HexFormat.of().formatHex(sha256.digest()));
        } catch (IOException e) {
            throw unreadable(path, e);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }

    /** The text; what is not in its encoding reads as U+FFFD. */
    Reader reader() throws IOException {
        return new InputStreamReader(
                open(path),
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .onUnmappableCharacter(CodingErrorAction.REPLACE));
    }

    static ImportException unreadable(Path path, IOException e) {
        return new ImportException(
                "Cannot read %s: %s. Is the file whole? Then check who may read it.".formatted(path, e.getMessage()));
    }

    private static InputStream open(Path path) throws IOException {
        InputStream bytes = new BufferedInputStream(Files.newInputStream(path), BUFFER);
        bytes.mark(2);
        int magic = bytes.read() << 8 | bytes.read();
        bytes.reset();
        return magic == GZIP_MAGIC ? new BufferedInputStream(new GZIPInputStream(bytes, BUFFER), BUFFER) : bytes;
    }

    /** Counts what is UTF-8 beyond ASCII, and what is not UTF-8. */
    private static final class Sniffer {
        private final CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
        private final ByteBuffer bytes = ByteBuffer.allocate(2 * BUFFER);
        private final CharBuffer chars = CharBuffer.allocate(2 * BUFFER);
        private long right;
        private long wrong;

        void see(byte[] buffer, int length) {
            bytes.put(buffer, 0, length).flip();
            for (CoderResult result = decode(); result.isMalformed(); result = decode()) {
                wrong++;
                bytes.position(bytes.position() + result.length());
            }
            bytes.compact(); // a character may end in the next buffer
        }

        Charset charset() {
            return wrong > right ? Charset.forName("windows-1252") : StandardCharsets.UTF_8;
        }

        private CoderResult decode() {
            CoderResult result = utf8.decode(bytes, chars, false);
            right += chars.flip().chars().filter(c -> c > 0x7f).count();
            chars.clear();
            return result;
        }
    }
}
