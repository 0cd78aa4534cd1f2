package skald.database;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The settings that the embedded server runs with, given on its command line, where no file overrides them. */
final class ServerSettings {
    private static final Map<String, String> FIXED = new LinkedHashMap<>();

    static {
        // Reached by this machine only, and by password only.
        FIXED.put("listen_addresses", "127.0.0.1");
        FIXED.put("unix_socket_directories", "");
        // What has been committed is on the disk.
        FIXED.put("fsync", "on");
        FIXED.put("full_page_writes", "on");
        FIXED.put("synchronous_commit", "on");
        // Small at rest, on a laptop too. The operating system caches the files a second time.
        FIXED.put("shared_buffers", "64MB");
        FIXED.put("max_connections", "100");
        FIXED.put("io_method", "sync");
        FIXED.put("jit", "off");
        FIXED.put("random_page_cost", "1.1");
        // Few checkpoints: each makes every page it touches later be logged whole once more. (Compressing those would
        // help, but this build of PostgreSQL lacks lz4, and pglz costs more than it saves.)
        FIXED.put("max_wal_size", "2GB");
        FIXED.put("checkpoint_timeout", "15min");
        FIXED.put("wal_buffers", "8MB");
        // Errors of statements go to the client, which logs them; here they would only fill the disk.
        FIXED.put("log_min_messages", "log");
        FIXED.put("log_checkpoints", "off");
        FIXED.put("timezone", "UTC");
        FIXED.put("log_timezone", "UTC");
        FIXED.put("cluster_name", "skald");
    }

    private ServerSettings() {}

    static List<String> arguments(int port, Map<String, String> overrides) {
        Map<String, String> settings = new LinkedHashMap<>(FIXED);
        settings.putAll(overrides);
        settings.put("port", Integer.toString(port));
        List<String> arguments = new ArrayList<>();
        settings.forEach((name, value) -> arguments.addAll(List.of("-c", name + "=" + value)));
        return arguments;
    }
}
