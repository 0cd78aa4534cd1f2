package skald.users;

import static org.assertj.core.api.Assertions.assertThat;
import static skald.users.SomeUsers.ANNA_ID;
import static skald.users.SomeUsers.anna;

import com.nimbusds.jose.jwk.JWK;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import skald.toolkit.Ids;
import skald.toolkit.http.Caller;
import skald.toolkit.http.JwtTokens;
import skald.users.adapter.out.InMemorySigningKeys;
import skald.users.adapter.out.JwtAccessTokens;
import skald.users.adapter.out.KeyRing;

/** The keys of tokens over the months. */
class KeyRingTest {
    private final AtomicLong last = new AtomicLong();
    private final Ids ids = () -> new UUID(1, last.incrementAndGet());
    private final MovingClock clock = new MovingClock();
    private final InMemorySigningKeys store = new InMemorySigningKeys();
    private final KeyRing keys = anInstance();

    private KeyRing anInstance() {
        return new KeyRing(store, clock, ids, new SecureRandom());
    }

    private String token(KeyRing signer) {
        return new JwtAccessTokens(signer, clock, ids).issue(anna()).text();
    }

    private JwtTokens tokensCheckedBy(KeyRing published) {
        return new JwtTokens(JwtAccessTokens.ISSUER, (selector, _) -> selector.select(published.publicKeys()), clock);
    }

    private List<String> published() {
        return keys.publicKeys().getKeys().stream().map(JWK::getKeyID).toList();
    }

    @Test
    void a_token_says_who_somebody_is_until_it_ends() {
        JwtTokens checked = tokensCheckedBy(keys);
        String token = token(keys);
        Caller anna = new Caller(Caller.Role.CUSTOMER, ANNA_ID.toString());

        assertThat(checked.callerWith(token)).contains(anna);
        clock.pass(Duration.ofMinutes(9));
        assertThat(checked.callerWith(token)).contains(anna);
        clock.pass(Duration.ofMinutes(1).plusSeconds(6));
        assertThat(checked.callerWith(token)).isEmpty();
        assertThat(tokensCheckedBy(keys).callerWith(token(keys))).contains(anna);
    }

    @Test
    void nothing_private_is_published() {
        keys.signingKey();

        assertThat(keys.publicKeys().getKeys()).isNotEmpty().noneMatch(JWK::isPrivate);
        assertThat(keys.publicKeys().toString()).doesNotContain("\"d\"");
    }

    @Test
    void the_next_key_is_published_before_it_signs_and_the_last_one_until_its_tokens_have_ended() {
        String first = keys.signingKey().getKeyID();

        clock.pass(Duration.ofDays(30).minusHours(1));
        assertThat(published()).hasSize(2).first().isEqualTo(first);
        assertThat(keys.signingKey().getKeyID()).isEqualTo(first);

        clock.pass(Duration.ofMinutes(59));
        String lastOfTheFirst = token(keys);
        clock.pass(Duration.ofMinutes(1));
        String second = keys.signingKey().getKeyID();
        assertThat(second).isNotEqualTo(first);
        assertThat(tokensCheckedBy(keys).callerWith(lastOfTheFirst)).isPresent();

        clock.pass(Duration.ofMinutes(15));
        assertThat(keys.signingKey().getKeyID()).isEqualTo(second);
        assertThat(published()).containsExactly(second);
    }

    @Test
    void years_of_keys_leave_two_at_most() {
        for (int day = 0; day < 800; day++) {
            assertThat(tokensCheckedBy(keys).callerWith(token(keys))).isPresent();
            assertThat(published()).hasSizeBetween(1, 2);
            clock.pass(Duration.ofDays(1));
        }
        assertThat(last.get()).as("ids of keys and of tokens").isGreaterThan(825);
    }

    @Test
    void one_instance_accepts_what_another_has_signed_with_a_new_key() {
        KeyRing other = anInstance();
        assertThat(tokensCheckedBy(other).callerWith(token(keys))).isPresent();

        clock.pass(Duration.ofDays(30).minusHours(1));
        keys.signingKey();
        clock.pass(Duration.ofHours(1));

        assertThat(tokensCheckedBy(other).callerWith(token(keys))).isPresent();
        assertThat(other.signingKey().getKeyID()).isEqualTo(keys.signingKey().getKeyID());
    }
}
