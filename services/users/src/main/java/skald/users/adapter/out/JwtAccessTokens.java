package skald.users.adapter.out;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Set;
import skald.toolkit.Ids;
import skald.toolkit.http.JwtTokens;
import skald.users.application.AccessTokens;
import skald.users.domain.User;

/** Access tokens as JWTs (RFC 9068), signed with ES256 by the key of the moment. */
public final class JwtAccessTokens implements AccessTokens {
    /** Who issues them, and for whom. */
    public static final JwtTokens.Issuer ISSUER = new JwtTokens.Issuer("skald", "skald", Set.of(JWSAlgorithm.ES256));

    /** A token cannot be taken back: a role that was taken away goes on for that long at most. */
    static final Duration LIFETIME = Duration.ofMinutes(10);

    private final KeyRing keys;
    private final InstantSource clock;
    private final Ids ids;

    public JwtAccessTokens(KeyRing keys, InstantSource clock, Ids ids) {
        this.keys = keys;
        this.clock = clock;
        this.ids = ids;
    }

    @Override
    public AccessToken issue(User.Registered user) {
        ECKey key = keys.signingKey();
        Instant now = clock.instant();
        Instant endsAt = now.plus(LIFETIME);
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(JwtTokens.TYPE)
                        .keyID(key.getKeyID())
                        .build(),
                new JWTClaimsSet.Builder()
                        .issuer(ISSUER.name())
                        .audience(ISSUER.audience())
                        .subject(user.id().toString())
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(endsAt))
                        .jwtID(ids.next().toString())
                        .claim(JwtTokens.ROLES, user.roles().words())
                        .build());
        try {
            token.sign(new ECDSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("the key " + key.getKeyID() + " cannot sign", e);
        }
        return new AccessToken(token.serialize(), endsAt);
    }
}
