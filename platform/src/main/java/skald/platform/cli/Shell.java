package skald.platform.cli;

import com.github.f4b6a3.uuid.UuidCreator;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import skald.platform.client.Time;
import skald.toolkit.Ids;

/**
 * What the commands find around them.
 *
 * @param folder where they are called
 * @param home where the program lies, as the launcher says it
 * @param ids for idempotency keys that the caller does not care to choose
 */
public record Shell(Map<String, String> environment, Path folder, Path home, InputStream input, Time time, Ids ids) {

    public static Shell ofThisProcess() {
        Path folder = Path.of("").toAbsolutePath();
        return new Shell(
                System.getenv(),
                folder,
                folder.resolve(System.getProperty("skald.home", "")),
                System.in,
                Time.ofThisMachine(),
                UuidCreator::getTimeOrderedEpochPlus1);
    }
}
