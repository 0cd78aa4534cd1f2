package skald.platform.cli;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import skald.platform.client.Time;

/** What the commands find around them: environment variables, the folder they are called in, standard input, time. */
public record Shell(Map<String, String> environment, Path folder, InputStream input, Time time) {

    public static Shell ofThisProcess() {
        return new Shell(System.getenv(), Path.of("").toAbsolutePath(), System.in, Time.ofThisMachine());
    }
}
