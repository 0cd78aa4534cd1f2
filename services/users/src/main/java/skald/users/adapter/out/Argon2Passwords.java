package skald.users.adapter.out;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import skald.toolkit.OverloadedException;
import skald.users.application.Passwords;
import skald.users.domain.Password;

/** Passwords hashed by Argon2id (RFC 9106), by the library password4j. */
public final class Argon2Passwords implements Passwords {
    // The second set of the OWASP Password Storage Cheat Sheet: 19 MiB, two passes, one thread.
    private static final int MEMORY_KIB = 19_456;
    private static final int PASSES = 2;
    private static final int THREADS = 1;
    private static final int HASH_BYTES = 32;
    private static final int SALT_BYTES = 16;

    /** At the same time: each takes a core and 19 MiB, and whoever floods this must not take those of the orders. */
    private static final int AT_ONCE = 2;

    private static final int LONGEST_WAIT_SECONDS = 5;

    private final Argon2Function function =
            Argon2Function.getInstance(MEMORY_KIB, PASSES, THREADS, HASH_BYTES, Argon2.ID);
    private final Semaphore turns = new Semaphore(AT_ONCE);
    private final RandomGenerator random;
    /** Made when it is first asked for: a start need not wait for it, and only one question ever takes longer. */
    private volatile @Nullable String nobodysHash;

    /** @param random a cryptographically strong one, for the salts */
    public Argon2Passwords(RandomGenerator random) {
        this.random = random;
    }

    @Override
    public String hash(Password password) {
        return inTurn(() -> function.hash(bytes(password), randomBytes()).getResult());
    }

    @Override
    public boolean matches(Password password, String hash) {
        // The parameters are those in the hash: stronger ones for new passwords leave the old ones valid.
        return inTurn(() -> Argon2Function.getInstanceFromHash(hash)
                .check(new String(bytes(password), StandardCharsets.UTF_8), hash));
    }

    @Override
    public void matchesNothing(Password password) {
        String hash = nobodysHash;
        if (hash == null) {
            // Of no password: matching it takes as long as matching somebody's.
            hash = function.hash(randomBytes(), randomBytes()).getResult();
            nobodysHash = hash;
        }
        matches(password, hash);
    }

    private <T> T inTurn(Supplier<T> work) {
        try {
            if (!turns.tryAcquire(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw new OverloadedException("Too many are signing in at the moment; ask again.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OverloadedException("Stopping.");
        }
        try {
            return work.get();
        } finally {
            turns.release();
        }
    }

    private byte[] randomBytes() {
        byte[] bytes = new byte[SALT_BYTES];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] bytes(Password password) {
        return password.text().getBytes(StandardCharsets.UTF_8);
    }
}
