package skald.testkit.kafka;

import java.nio.file.Path;

/** A broker for trying things out on one machine: {@code LocalKafka FOLDER PORT} runs until the process is told to stop. */
public final class LocalKafka {
    private LocalKafka() {}

    /** Keeps its data in the folder {@code args[0]} and answers on the port {@code args[1]} of this machine. */
    public static void main(String[] args) {
        Path folder = Path.of(args[0]);
        KafkaBroker.in(folder, Integer.parseInt(args[1]));
        kafka.Kafka.main(new String[] {folder.resolve(KafkaBroker.SETTINGS).toString()});
    }
}
