package skald.bench;

import org.jspecify.annotations.Nullable;

/** A benchmark cannot go on or what it measured is wrong. The message says why. */
public final class BenchException extends RuntimeException {

    /** {@code message} is for the person who runs it. */
    public BenchException(String message) {
        super(message);
    }

    /** The same with what caused it. */
    public BenchException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
