package skald.platform.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version that was built. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        Properties properties = new Properties();
        try (InputStream file = Version.class.getResourceAsStream("/skald/platform/version.properties")) {
            properties.load(Objects.requireNonNull(file, "version.properties is part of the build"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new String[] {"Skald " + properties.getProperty("version")};
    }
}
