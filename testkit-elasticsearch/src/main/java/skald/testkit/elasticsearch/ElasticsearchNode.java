package skald.testkit.elasticsearch;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import skald.testkit.SearchNode;

/**
 * A real Elasticsearch. Its jars lie in a folder beside the classes of this module, which the build fills: OpenSearch brings other
 * versions of the same libraries, so the two cannot be on one class path.
 */
public final class ElasticsearchNode {
    private static final String HTTP = "transport-netty4";

    private static @Nullable SearchNode shared; // guarded by the class

    private ElasticsearchNode() {}

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
        try {
            Path classes = Path.of(ElasticsearchNode.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            List<Path> jars = jars(classes.resolveSibling("elasticsearch"));
            String classPath = Stream.concat(Stream.of(classes), jars.stream().filter(jar -> !isHttp(jar)))
                    .map(Path::toString)
                    .collect(Collectors.joining(File.pathSeparator));
            SearchNode node = SearchNode.temporary(classPath, NodeProcess.class.getName());
            install(jars.stream().filter(ElasticsearchNode::isHttp).toList(), node.folder());
            return node;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Path> jars(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            throw new IllegalStateException("Elasticsearch is not in " + folder + ": build testkit-elasticsearch");
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static boolean isHttp(Path jar) {
        String name = jar.getFileName().toString();
        return name.startsWith("netty-") || name.startsWith(HTTP);
    }

    /** What speaks HTTP is a module in a folder of its own, as in a distribution. */
    private static void install(List<Path> jars, Path home) throws IOException {
        Path module = Files.createDirectories(home.resolve("modules").resolve(HTTP));
        for (Path jar : jars) {
            Files.copy(jar, module.resolve(jar.getFileName()));
            if (jar.getFileName().toString().startsWith(HTTP)) {
                Files.write(module.resolve("plugin-descriptor.properties"), descriptor(jar));
            }
        }
    }

    /** The jar's own, but for the name of a Java module: here everything is on a class path. */
    private static List<String> descriptor(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile());
                InputStream text = file.getInputStream(
                        file.getEntry("META-INF/es-plugins/" + HTTP + "/plugin-descriptor.properties"))) {
            return new String(text.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("modulename"))
                    .toList();
        }
    }
}
