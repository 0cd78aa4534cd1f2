package skald.users.application;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** What keeps a session alive: its id and a secret of 256 random bits. Only the secret's hash is kept anywhere. */
record RefreshToken(UUID sessionId, String secret) {
    private static final int SECRET_BYTES = 32;
    private static final int BYTES = 2 * Long.BYTES + SECRET_BYTES;

    static RefreshToken next(UUID sessionId, RandomGenerator random) {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return new RefreshToken(sessionId, HexFormat.of().formatHex(bytes));
    }

    static Optional<RefreshToken> parse(String text) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            if (bytes.remaining() != BYTES) {
                return Optional.empty();
            }
            UUID sessionId = new UUID(bytes.getLong(), bytes.getLong());
            byte[] secret = new byte[SECRET_BYTES];
            bytes.get(secret);
            return Optional.of(new RefreshToken(sessionId, HexFormat.of().formatHex(secret)));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    String text() {
        byte[] bytes = ByteBuffer.allocate(BYTES)
                .putLong(sessionId.getMostSignificantBits())
                .putLong(sessionId.getLeastSignificantBits())
                .put(HexFormat.of().parseHex(secret))
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    String hash() {
        return sha256(secret);
    }

    static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }

    @Override
    public String toString() {
        return "RefreshToken[" + sessionId + "]";
    }
}
