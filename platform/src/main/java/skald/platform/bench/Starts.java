package skald.platform.bench;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import skald.bench.BenchException;
import skald.bench.TemporaryFolder;
import skald.platform.Main;

/** Starts a Skald in a process of its own, with the options of this JVM, again and again on the same data. */
public final class Starts {
    private static final String READY = "Skald is ready at ";
    private static final long LONGEST_STOP_SECONDS = 60;

    /**
     * One start.
     *
     * @param readyMs from the start of the process until it said that it is ready
     * @param jvmMb memory of its JVM then: the proportional set size; 0 where the system does not tell
     * @param postgresMb the same of all PostgreSQL processes
     */
    public record Start(int number, long readyMs, long jvmMb, long postgresMb) {}

    private Starts() {}

    /** {@code count} starts; the first one makes the database. */
    public static List<Start> measure(int count) throws InterruptedException {
        List<Start> starts = new ArrayList<>();
        try (TemporaryFolder folder = TemporaryFolder.create()) {
            for (int number = 1; number <= count; number++) {
                starts.add(measure(number, folder.path()));
            }
        } catch (IOException e) {
            throw new BenchException("Skald could not be started: " + e.getMessage(), e);
        }
        return starts;
    }

    private static Start measure(int number, Path folder) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command(folder.resolve("data")))
                .redirectError(Redirect.appendTo(folder.resolve("skald.log").toFile()));
        // Nothing of the caller's configuration is meant for it.
        builder.environment().keySet().removeIf(name -> name.startsWith("SKALD_"));
        long start = System.nanoTime();
        Process process = builder.start();
        try (var output = process.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith(READY)) {
                    long readyMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
                    return new Start(
                            number, readyMs, memoryMb(Stream.of(process.toHandle())), memoryMb(process.descendants()));
                }
            }
            throw new BenchException("Skald ended before it was ready: "
                    + Files.readString(folder.resolve("skald.log")).strip());
        } finally {
            end(process);
        }
    }

    private static void end(Process process) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(LONGEST_STOP_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    private static List<String> command(Path data) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of("start", "--port", "0", "--data", data.toString()));
        return command;
    }

    private static long memoryMb(Stream<ProcessHandle> processes) {
        return processes.mapToLong(Starts::memoryKb).sum() >> 10;
    }

    private static long memoryKb(ProcessHandle process) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + process.pid() + "/smaps_rollup"))) {
            return lines.filter(line -> line.startsWith("Pss:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .sum();
        } catch (IOException | java.io.UncheckedIOException _) {
            return 0; // it has ended, or this is no Linux
        }
    }
}
