package skald.platform.client;

/** No answer can be had from Skald now. The message says what to do. */
public final class UnavailableException extends RuntimeException {

    public UnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
