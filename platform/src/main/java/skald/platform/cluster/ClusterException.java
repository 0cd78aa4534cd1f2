package skald.platform.cluster;

/** The cluster cannot be started. The message says why and what to do. */
public final class ClusterException extends RuntimeException {

    ClusterException(String message, Throwable cause) {
        super(message, cause);
    }
}
