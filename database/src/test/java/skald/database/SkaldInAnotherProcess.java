package skald.database;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A JVM of its own that uses a data folder until it is killed, for what can only be seen from another process. */
final class SkaldInAnotherProcess implements AutoCloseable {
    static final URI URL = URI.create("http://localhost:8642");
    private static final List<String> NOBODY = List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");

    private final Process process;
    private final String firstLine;

    private SkaldInAnotherProcess(Process process) throws IOException {
        this.process = process;
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        this.firstLine = Objects.requireNonNull(output.readLine(), "The process ended without a word");
    }

    static SkaldInAnotherProcess using(Path dataFolder) throws IOException {
        return launch(List.of(), System.getProperty("java.class.path"), dataFolder);
    }

    /** As a user without rights, for which the class path is copied to where that user may read it. */
    static SkaldInAnotherProcess asNobody(Path readableFolder, Path dataFolder) throws IOException {
        List<String> classPath = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(":")) {
            Path source = Path.of(entry);
            Path copy = readableFolder.resolve(classPath.size() + "-" + source.getFileName());
            if (Files.isDirectory(source)) {
                try (var files = Files.walk(source)) {
                    for (Path file : files.toList()) {
                        Files.copy(file, copy.resolve(source.relativize(file).toString()));
                    }
                }
            } else {
                Files.copy(source, copy);
            }
            classPath.add(copy.toString());
        }
        return launch(NOBODY, String.join(":", classPath), dataFolder);
    }

    private static SkaldInAnotherProcess launch(List<String> prefix, String classPath, Path dataFolder)
            throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath,
                SkaldInAnotherProcess.class.getName(),
                dataFolder.toString()));
        return new SkaldInAnotherProcess(new ProcessBuilder(command)
                .directory(Path.of("/").toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** "ready" and PostgreSQL's process number, or "refused" and why. */
    String firstLine() {
        return firstLine;
    }

    long pid() {
        return process.pid();
    }

    /** Kills it as kill -9 does. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    public static void main(String[] arguments) throws Exception {
        try {
            DataFolder folder = DataFolder.open(Path.of(arguments[0]));
            folder.announce(URL);
            EmbeddedPostgres server = EmbeddedPostgres.start(folder);
            ServiceDatabase database = ServiceDatabase.embedded(server, "sample-service");
            try (Connection connection = database.dataSource().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("INSERT INTO note VALUES ('committed before the kill')");
            }
            IO.println("ready " + server.pid());
            Thread.currentThread().join();
        } catch (DatabaseException e) {
            IO.println("refused " + e.getMessage());
        }
    }
}
