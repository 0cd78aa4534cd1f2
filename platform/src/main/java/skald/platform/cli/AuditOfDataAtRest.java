package skald.platform.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import skald.database.DatabaseException;
import skald.platform.audit.Audit;
import skald.platform.run.DataAtRest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Audits the data folder while no Skald uses it. */
final class AuditOfDataAtRest implements AuditSource {
    private final RootCommand root;

    AuditOfDataAtRest(RootCommand root) {
        this.root = root;
    }

    @Override
    public JsonNode report() {
        Path folder = root.dataFolder();
        if (!Files.isDirectory(folder)) {
            throw new CommandException(
                    Exit.UNAVAILABLE,
                    "No Skald answers, and there is no data in " + folder
                            + ". Start one with ./skald start, or name its" + " data folder with SKALD_DATA.");
        }
        try {
            return DataAtRest.look(folder, services -> JsonMapper.shared().valueToTree(new Audit(services).run()));
        } catch (DatabaseException e) {
            throw new CommandException(Exit.UNAVAILABLE, String.valueOf(e.getMessage()));
        }
    }
}
