package skald.testkit.opensearch;

import org.jspecify.annotations.Nullable;
import skald.testkit.SearchNode;

/** A real OpenSearch, from the jars on the class path. */
public final class OpenSearchNode {
    private static @Nullable SearchNode shared; // guarded by the class

    private OpenSearchNode() {}

    /** One node for each JVM, started by the first who asks and gone, with its files, when the JVM ends. */
    public static synchronized SearchNode shared() {
        if (shared == null) {
            SearchNode node = temporary();
            node.start();
            shared = node;
        }
        return shared;
    }

    /** A node of its own, not started yet; its files go when the JVM ends. */
    public static SearchNode temporary() {
        return SearchNode.temporary(System.getProperty("java.class.path"), NodeProcess.class.getName());
    }
}
