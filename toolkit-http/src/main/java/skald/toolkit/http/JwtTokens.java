package skald.toolkit.http;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.net.MalformedURLException;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Access tokens that are signed JWTs (RFC 9068), checked with the public keys of whoever issues them: algorithm, signature,
 * type, issuer, audience and time. The claim {@code roles} says what the subject may do; of several roles the highest counts.
 *
 * <p>A token that was found good is remembered until it ends, so that a signature is checked once. Thread-safe.
 */
public final class JwtTokens implements BearerTokens {

    /** The claim with the roles of the subject, as lower-case words. */
    public static final String ROLES = "roles";

    /** The type of a token that gives access, so that no other kind of JWT of the same issuer is taken for one. */
    public static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");

    /** About a kilobyte each. */
    private static final int MOST_REMEMBERED = 10_000;

    /**
     * Whose tokens are accepted.
     *
     * @param name the claim {@code iss}
     * @param audience what {@code aud} must contain
     * @param algorithms asymmetric ones; what a token's header says is never trusted beyond these
     */
    public record Issuer(String name, String audience, Set<JWSAlgorithm> algorithms) {
        /** Refuses algorithms with a shared secret: a public key must never be taken for one. */
        public Issuer {
            algorithms = Set.copyOf(algorithms);
            if (!JWSAlgorithm.Family.SIGNATURE.containsAll(algorithms)) {
                throw new IllegalArgumentException("only signatures with a private key are accepted");
            }
        }
    }

    private record Known(Caller caller, Instant endsAt) {}

    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    private final InstantSource clock;
    private final Map<String, Known> known = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    /**
     * Tokens of an issuer in another process, which publishes its keys (a JWK set) at {@code keys}. They are fetched when they
     * are needed, kept for some minutes, and kept longer if they cannot be had.
     */
    public static JwtTokens checkedWithKeysAt(Issuer issuer, URI keys, InstantSource clock) {
        try {
            JWKSource<SecurityContext> source = JWKSourceBuilder.create(keys.toURL())
                    .retrying(true)
                    .outageTolerant(true)
                    .build();
            return new JwtTokens(issuer, source, clock);
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("not an address of keys: " + keys, e);
        }
    }

    /** Tokens of {@code issuer}, whose public keys are {@code keys} at any time. */
    public JwtTokens(Issuer issuer, JWKSource<SecurityContext> keys, InstantSource clock) {
        this.clock = clock;
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(TYPE));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(issuer.algorithms(), keys));
        processor.setJWTClaimsSetVerifier(new ClaimsVerifier(issuer, clock));
    }

    @Override
    public Optional<Caller> callerWith(String token) {
        return remembered(token).or(() -> verified(token));
    }

    private Optional<Caller> remembered(String token) {
        synchronized (known) {
            Known found = known.get(token);
            if (found != null && !clock.instant().isBefore(found.endsAt())) {
                known.remove(token);
                found = null;
            }
            return Optional.ofNullable(found).map(Known::caller);
        }
    }

    private Optional<Caller> verified(String token) {
        JWTClaimsSet claims;
        try {
            claims = processor.process(token, null);
        } catch (ParseException | BadJOSEException _) {
            return Optional.empty();
        } catch (JOSEException e) {
            // The keys cannot be had: the token may be good, so its owner is not sent to sign in again.
            throw Problem.unavailable(
                            "keys-away", "Tokens cannot be checked at the moment; ask again.", Duration.ofSeconds(1))
                    .exception();
        }
        Optional<Caller> caller = caller(claims);
        caller.ifPresent(
                found -> remember(token, found, claims.getExpirationTime().toInstant()));
        return caller;
    }

    private void remember(String token, Caller caller, Instant endsAt) {
        synchronized (known) {
            known.put(token, new Known(caller, endsAt));
        }
    }

    private static Optional<Caller> caller(JWTClaimsSet claims) {
        String subject = claims.getSubject();
        if (subject.isBlank() || subject.length() > 100) {
            return Optional.empty();
        }
        return role(claims).map(role -> new Caller(role, subject));
    }

    private static Optional<Caller.Role> role(JWTClaimsSet claims) {
        try {
            List<String> words = claims.getStringListClaim(ROLES);
            return List.of(Caller.Role.ADMIN, Caller.Role.SUPPORT, Caller.Role.CUSTOMER).stream()
                    .filter(role -> words != null && words.contains(role.name().toLowerCase(Locale.ROOT)))
                    .findFirst();
        } catch (ParseException _) {
            return Optional.empty();
        }
    }

    /** With a clock that is passed in. */
    private static final class ClaimsVerifier extends DefaultJWTClaimsVerifier<SecurityContext> {
        /** Clocks of two machines differ by that much at most. */
        private static final int CLOCK_SKEW_SECONDS = 5;

        private final InstantSource clock;

        ClaimsVerifier(Issuer issuer, InstantSource clock) {
            super(
                    issuer.audience(),
                    new JWTClaimsSet.Builder().issuer(issuer.name()).build(),
                    Set.of("sub", "iat", "exp", ROLES));
            this.clock = clock;
            setMaxClockSkew(CLOCK_SKEW_SECONDS);
        }

        @Override
        protected Date currentTime() {
            return Date.from(clock.instant());
        }
    }
}
