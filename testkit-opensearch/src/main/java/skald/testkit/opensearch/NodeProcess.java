package skald.testkit.opensearch;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.opensearch.Version;
import org.opensearch.common.settings.Settings;
import org.opensearch.env.Environment;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.plugins.PluginInfo;
import org.opensearch.transport.Netty4ModulePlugin;

/** The process of {@link OpenSearchNode}: a node of one, which runs until the process is ended. */
final class NodeProcess extends Node {
    private static final String NAME = "skald-test";

    private NodeProcess(Environment environment) {
        super(environment, List.of(http()), false);
    }

    /** What speaks HTTP is a plugin, and here a jar among the others. */
    private static PluginInfo http() {
        return new PluginInfo(
                "transport-netty4",
                "HTTP",
                Version.CURRENT.toString(),
                Version.CURRENT,
                "21",
                Netty4ModulePlugin.class.getName(),
                "",
                List.of(),
                false);
    }

    /**
     * Runs a node.
     *
     * @param arguments the folder for its data, and the port
     */
    public static void main(String[] arguments) throws Exception {
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
        NodeProcess node = new NodeProcess(InternalSettingsPreparer.prepareEnvironment(
                settings, Map.of(), Path.of(arguments[0], "config"), () -> NAME));
        node.start();
        new CountDownLatch(1).await();
    }
}
