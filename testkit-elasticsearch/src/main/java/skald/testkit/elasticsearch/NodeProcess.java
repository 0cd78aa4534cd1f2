package skald.testkit.elasticsearch;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.node.InternalSettingsPreparer;
import org.elasticsearch.node.Node;
import org.elasticsearch.plugins.PluginsLoader;

/** The process of {@link ElasticsearchNode}: a node of one, which runs until the process is ended. */
final class NodeProcess {
    private static final String NAME = "skald-test";

    private NodeProcess() {}

    /**
     * Runs a node.
     *
     * @param arguments the folder for its data, with the modules in it, and the port
     */
    @SuppressWarnings("resource") // it runs until the process ends
    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(arguments[0]);
        Settings settings = Settings.builder()
                .put("cluster.name", NAME)
                .put("node.name", NAME)
                .put("path.home", arguments[0])
                .put("discovery.type", "single-node")
                .put("http.host", "127.0.0.1")
                .put("http.port", arguments[1])
                .put("transport.host", "127.0.0.1")
                .put("transport.port", "0")
                // The disk of a small machine is often fuller than it likes.
                .put("cluster.routing.allocation.disk.threshold_enabled", false)
                .put("node.processors", 2)
                .build();
        LogConfigurator.configureESLogging();
        PluginsLoader modules = PluginsLoader.createPluginsLoader(
                PluginsLoader.loadModulesBundles(home.resolve("modules"), true), Set.of(), Map.of(), false);
        new Node(
                        InternalSettingsPreparer.prepareEnvironment(
                                settings, Map.of(), home.resolve("config"), () -> NAME),
                        modules)
                .start();
        new CountDownLatch(1).await();
    }
}
