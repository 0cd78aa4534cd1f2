package skald.database;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;

/** The passwords of the services' roles, in a properties file that only its owner may read: {@code role=password}. */
final class ServicePasswords {
    // Services may open their databases side by side; other processes are kept out by the data folder's lock.
    private static final Object WRITING = new Object();

    private final Path file;

    ServicePasswords(Path file) {
        this.file = file;
    }

    Optional<String> find(String role) {
        return Optional.ofNullable(read().getProperty(role));
    }

    /** The role's password, made and kept at the first call. */
    String obtain(String role) {
        synchronized (WRITING) {
            Properties passwords = read();
            if (passwords.getProperty(role) == null) {
                passwords.setProperty(role, SecretFile.newPassword());
                try {
                    SecretFile.write(file, text(passwords));
                } catch (IOException e) {
                    throw DataFolderException.from(file.getParent(), e);
                }
            }
            return passwords.getProperty(role);
        }
    }

    private Properties read() {
        Properties passwords = new Properties();
        try {
            if (Files.exists(file)) {
                passwords.load(new StringReader(Files.readString(file)));
            }
        } catch (IOException e) {
            throw DataFolderException.from(file.getParent(), e);
        }
        return passwords;
    }

    private static String text(Properties passwords) {
        return passwords.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                .sorted()
                .collect(Collectors.joining());
    }
}
