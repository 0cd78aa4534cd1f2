package skald.users.adapter.out;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import skald.toolkit.Ids;
import skald.users.application.SigningKeys;
import skald.users.application.SigningKeys.StoredKey;

/**
 * The keys that sign access tokens, changed regularly. A new key is published before it signs, so that whoever checks tokens
 * knows it by then; an old one stays published until the last token that it signed has ended.
 *
 * <p>Every instance of the service may make the next key. Two that do it in the same moment make two keys, of which the later
 * one signs. Thread-safe.
 */
public final class KeyRing {
    private static final Duration SIGNS_FOR = Duration.ofDays(30);

    /** Verifiers may keep what they read for so long. */
    private static final Duration PUBLISHED_BEFORE = Duration.ofHours(1);

    /** Clocks differ, and a request takes its time. */
    private static final Duration GRACE = Duration.ofMinutes(5);

    /** Another instance may have made a key. */
    private static final Duration READ_EVERY = Duration.ofMinutes(1);

    private final SigningKeys store;
    private final InstantSource clock;
    private final Ids ids;
    private final SecureRandom random;
    private List<StoredKey> known = List.of();
    private Instant readAt = Instant.MIN;

    /** Keys in {@code store}, in which the first is made when it is needed. */
    public KeyRing(SigningKeys store, InstantSource clock, Ids ids, SecureRandom random) {
        this.store = store;
        this.clock = clock;
        this.ids = ids;
        this.random = random;
    }

    /** The key that signs now, with its private part. */
    public synchronized ECKey signingKey() {
        Instant now = clock.instant();
        turn(now);
        return key(signing(now));
    }

    /** The public parts of all keys whose tokens may still be valid, or soon will be. */
    public synchronized JWKSet publicKeys() {
        turn(clock.instant());
        return new JWKSet(known.stream().<JWK>map(KeyRing::key).toList()).toPublicJWKSet();
    }

    private void turn(Instant now) {
        if (readAt.isBefore(now.minus(READ_EVERY))) {
            read(now);
        }
        if (known.isEmpty()) {
            make(now);
            read(now);
        } else if (!known.getLast()
                .usableFrom()
                .plus(SIGNS_FOR)
                .minus(PUBLISHED_BEFORE)
                .isAfter(now)) {
            make(now.plus(PUBLISHED_BEFORE));
            read(now);
        }
        StoredKey signing = signing(now);
        if (!signing.usableFrom().plus(JwtAccessTokens.LIFETIME).plus(GRACE).isAfter(now)) {
            List<StoredKey> old = known.subList(0, known.indexOf(signing));
            if (!old.isEmpty()) {
                old.forEach(key -> store.remove(key.id()));
                read(now);
            }
        }
    }

    private StoredKey signing(Instant now) {
        return known.reversed().stream()
                .filter(key -> !key.usableFrom().isAfter(now))
                .findFirst()
                .orElseGet(known::getFirst);
    }

    private void read(Instant now) {
        known = store.all();
        readAt = now;
    }

    private void make(Instant usableFrom) {
        try {
            String id = ids.next().toString();
            ECKey key = new ECKeyGenerator(Curve.P_256)
                    .keyID(id)
                    .keyUse(KeyUse.SIGNATURE)
                    .secureRandom(random)
                    .generate();
            store.add(new StoredKey(id, usableFrom, key.toJSONString()));
        } catch (JOSEException e) {
            throw new IllegalStateException("no key could be made", e);
        }
    }

    private static ECKey key(StoredKey stored) {
        try {
            return ECKey.parse(stored.jwk());
        } catch (ParseException e) {
            throw new IllegalStateException("the key " + stored.id() + " cannot be read", e);
        }
    }
}
