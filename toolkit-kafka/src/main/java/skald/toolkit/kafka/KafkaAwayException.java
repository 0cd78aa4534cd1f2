package skald.toolkit.kafka;

/** Kafka does not answer; later it may. */
public final class KafkaAwayException extends TransportException {

    KafkaAwayException(KafkaSettings settings, Throwable cause) {
        super(settings + " does not answer. Is it running there?", cause);
    }
}
