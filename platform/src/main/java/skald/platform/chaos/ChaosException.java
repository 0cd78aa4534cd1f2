package skald.platform.chaos;

/** The run cannot go on: Skald did not come back, or cannot be started here at all. */
final class ChaosException extends RuntimeException {
    ChaosException(String message) {
        super(message);
    }
}
