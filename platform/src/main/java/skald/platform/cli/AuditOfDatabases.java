package skald.platform.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import skald.database.DatabaseException;
import skald.database.DatabaseLogin;
import skald.platform.audit.Audit;
import skald.platform.run.DataAtRest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Audits the databases of services that run by themselves, named in a file. */
final class AuditOfDatabases implements AuditSource {
    private final Path file;

    AuditOfDatabases(Path file) {
        this.file = file;
    }

    @Override
    public JsonNode report() {
        try {
            return DataAtRest.look(logins(), services -> JsonMapper.shared().valueToTree(new Audit(services).run()));
        } catch (DatabaseException e) {
            throw new CommandException(Exit.UNAVAILABLE, String.valueOf(e.getMessage()));
        }
    }

    private Map<String, DatabaseLogin> logins() {
        Properties lines = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            lines.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new CommandException(Exit.USAGE, file + " cannot be read: " + e);
        }
        Map<String, DatabaseLogin> logins = new LinkedHashMap<>();
        for (String owner : DataAtRest.OWNERS) {
            try {
                logins.put(owner, JdbcUrl.login(lines.getProperty(owner, "")));
            } catch (IllegalArgumentException e) {
                throw new CommandException(Exit.USAGE, owner + " in " + file + " " + e.getMessage());
            }
        }
        return logins;
    }
}
