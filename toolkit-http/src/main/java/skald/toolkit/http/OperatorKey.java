package skald.toolkit.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/**
 * The key of the operator of this machine: whoever can read the file that it lies in may do everything, as with the
 * passwords of the database beside it. Only its hash is kept here. Thread-safe.
 */
public final class OperatorKey implements BearerTokens {

    /** What can be guessed is no key. */
    private static final int SHORTEST = 32;

    private final byte[] hash;

    /** @throws IllegalArgumentException if the key is shorter than 32 characters */
    public OperatorKey(String key) {
        if (key.length() < SHORTEST) {
            throw new IllegalArgumentException("an operator's key has at least " + SHORTEST + " characters");
        }
        this.hash = sha256(key);
    }

    @Override
    public Optional<Caller> callerWith(String token) {
        // Hashes of equal length, compared in constant time: how long it takes says nothing about the key.
        return MessageDigest.isEqual(hash, sha256(token)) ? Optional.of(Caller.operator()) : Optional.empty();
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
