package skald.toolkit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import skald.toolkit.http.JwtTokens.Issuer;

/** Tokens of one issuer, and what looks like them. */
class JwtTokensTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Issuer ISSUER = new Issuer("skald", "shop", Set.of(JWSAlgorithm.ES256));
    private static final ECKey KEY = key("k1");

    private Instant now = NOON;
    private final AtomicInteger checks = new AtomicInteger();
    private final JWKSource<SecurityContext> keys = (selector, _) -> {
        checks.incrementAndGet();
        return selector.select(new JWKSet(KEY.toPublicJWK()));
    };
    private final JwtTokens tokens = new JwtTokens(ISSUER, keys, () -> now);

    private static ECKey key(String id) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer("skald")
                .audience("shop")
                .subject("ada")
                .issueTime(Date.from(NOON))
                .expirationTime(Date.from(NOON.plusSeconds(600)))
                .claim("roles", List.of("customer"));
    }

    private static String signed(ECKey key, JOSEObjectType type, JWTClaimsSet claims) throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).type(type).keyID("k1").build(), claims);
        token.sign(new ECDSASigner(key));
        return token.serialize();
    }

    private Optional<Caller> callerWith(JWTClaimsSet claims) throws JOSEException {
        return tokens.callerWith(signed(KEY, JwtTokens.TYPE, claims));
    }

    @Test
    void a_good_token_says_who_asks_and_is_checked_once() throws JOSEException {
        String token = signed(KEY, JwtTokens.TYPE, claims().build());

        assertThat(tokens.callerWith(token)).contains(new Caller(Caller.Role.CUSTOMER, "ada"));
        assertThat(tokens.callerWith(token)).isPresent();
        assertThat(checks).hasValue(1);

        now = NOON.plusSeconds(606);
        assertThat(tokens.callerWith(token)).isEmpty();
    }

    @Test
    void the_highest_role_counts() throws JOSEException {
        assertThat(callerWith(claims().claim("roles", List.of("customer", "admin", "support"))
                        .build()))
                .contains(new Caller(Caller.Role.ADMIN, "ada"));
        assertThat(callerWith(
                        claims().claim("roles", List.of("customer", "support")).build()))
                .contains(new Caller(Caller.Role.SUPPORT, "ada"));
    }

    @Test
    void what_does_not_say_all_that_it_must_is_refused() throws JOSEException {
        for (JWTClaimsSet claims : List.of(
                claims().issuer("somebody").build(),
                claims().issuer(null).build(),
                claims().audience("another shop").build(),
                claims().audience(List.of()).build(),
                claims().subject(null).build(),
                claims().subject(" ").build(),
                claims().subject("x".repeat(101)).build(),
                claims().issueTime(null).build(),
                claims().expirationTime(null).build(),
                claims().expirationTime(Date.from(NOON.minusSeconds(6))).build(),
                claims().notBeforeTime(Date.from(NOON.plusSeconds(6))).build(),
                claims().claim("roles", null).build(),
                claims().claim("roles", List.of()).build(),
                claims().claim("roles", List.of("king", "anonymous")).build(),
                claims().claim("roles", "admin").build(),
                claims().claim("roles", List.of(1)).build())) {
            assertThat(callerWith(claims)).as(claims.toString()).isEmpty();
        }
    }

    @Test
    void forgeries_are_refused() throws Exception {
        String good = signed(KEY, JwtTokens.TYPE, claims().build());
        String[] parts = good.split("\\.");
        String admin = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(claims().claim("roles", List.of("admin"))
                        .build()
                        .toString()
                        .getBytes());
        SignedJWT shared = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .type(JwtTokens.TYPE)
                        .keyID("k1")
                        .build(),
                claims().build());
        shared.sign(new MACSigner(KEY.toPublicJWK().toJSONString().getBytes()));
        ECKey another = key("k1");
        SignedJWT bringsItsKey = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(JwtTokens.TYPE)
                        .jwk(another.toPublicJWK())
                        .build(),
                claims().build());
        bringsItsKey.sign(new ECDSASigner(another));

        for (String forged : List.of(
                "",
                "a.b.c",
                parts[0] + "." + admin + "." + parts[2],
                parts[0] + "." + parts[1] + ".",
                parts[0] + "." + parts[1] + "." + "A".repeat(86),
                new PlainJWT(claims().build()).serialize(),
                shared.serialize(),
                bringsItsKey.serialize(),
                signed(another, JwtTokens.TYPE, claims().build()),
                signed(KEY, JOSEObjectType.JWT, claims().build()))) {
            assertThat(tokens.callerWith(forged)).as(forged).isEmpty();
        }
        assertThat(tokens.callerWith(good)).isPresent();
    }

    @Test
    void without_the_keys_nobody_is_told_that_the_token_is_wrong() throws JOSEException {
        JwtTokens blind = new JwtTokens(
                ISSUER,
                (_, _) -> {
                    throw new KeySourceException("away");
                },
                () -> now);
        String token = signed(KEY, JwtTokens.TYPE, claims().build());

        assertThatThrownBy(() -> blind.callerWith(token))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem().status()).isEqualTo(503));
    }

    @Test
    void an_issuer_with_a_shared_secret_is_none() {
        assertThatThrownBy(() -> new Issuer("skald", "shop", Set.of(JWSAlgorithm.HS256)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
