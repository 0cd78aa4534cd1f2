package skald.platform.cli;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import skald.platform.client.Time;
import skald.toolkit.Ids;

/**
 * What the commands find around them.
 *
 * @param folder where they are called
 * @param ids for idempotency keys that the caller does not care to choose
 */
public record Shell(Map<String, String> environment, Path folder, InputStream input, Time time, Ids ids) {

    public static Shell ofThisProcess() {
        return new Shell(
                System.getenv(), Path.of("").toAbsolutePath(), System.in, Time.ofThisMachine(), UUID::randomUUID);
    }
}
