package skald.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static skald.users.SomeUsers.ANNA_ID;
import static skald.users.SomeUsers.BERT_ID;
import static skald.users.SomeUsers.NOON;
import static skald.users.SomeUsers.anna;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import skald.toolkit.Change;
import skald.toolkit.ConcurrentChangeException;
import skald.toolkit.Store;
import skald.toolkit.Tx;
import skald.toolkit.Versioned;
import skald.users.application.Attempts;
import skald.users.application.Attempts.Limit;
import skald.users.application.Credentials;
import skald.users.application.Sessions;
import skald.users.application.SigningKeys;
import skald.users.application.SigningKeys.StoredKey;
import skald.users.application.Users;
import skald.users.domain.Credential;
import skald.users.domain.Session;

/** What every adapter of the ports for signing in does. */
abstract class SignInPortsContract {
    private static final UUID SESSION = new UUID(7, 7);
    private static final Instant END = NOON.plusSeconds(3_600);
    private static final Credential CREDENTIAL = new Credential("a hash", NOON);
    private static final Limit LIMIT = new Limit(3, Duration.ofSeconds(10));

    abstract Store store();

    abstract Users users();

    abstract Credentials credentials();

    abstract Sessions sessions();

    abstract Attempts attempts();

    abstract SigningKeys keys();

    @BeforeEach
    void annaExists() {
        try (Tx tx = store().begin()) {
            users().save(tx, List.of(new Change<>(ANNA_ID, 0, null, anna())));
            tx.commit();
        }
    }

    private void save(Change<UUID, Credential> change) {
        try (Tx tx = store().begin()) {
            credentials().save(tx, List.of(change));
            tx.commit();
        }
    }

    private Map<UUID, Versioned<Credential>> loaded() {
        try (Tx tx = store().begin()) {
            return credentials().load(tx, List.of(ANNA_ID, BERT_ID));
        }
    }

    @Test
    void a_credential_is_kept_replaced_and_removed() {
        assertThat(credentials().isEmpty()).isTrue();

        save(new Change<>(ANNA_ID, 0, null, CREDENTIAL));
        assertThat(loaded()).isEqualTo(Map.of(ANNA_ID, new Versioned<>(CREDENTIAL, 1)));
        assertThat(credentials().find(ANNA_ID)).contains(CREDENTIAL);
        assertThat(credentials().find(BERT_ID)).isEmpty();
        assertThat(credentials().isEmpty()).isFalse();

        Credential other = new Credential("another", END);
        save(new Change<>(ANNA_ID, 1, CREDENTIAL, other));
        assertThat(loaded()).isEqualTo(Map.of(ANNA_ID, new Versioned<>(other, 2)));

        save(new Change<>(ANNA_ID, 2, other, null));
        assertThat(loaded()).isEmpty();
        assertThat(credentials().isEmpty()).isTrue();
    }

    @Test
    void a_credential_that_has_moved_on_is_not_overwritten() {
        save(new Change<>(ANNA_ID, 0, null, CREDENTIAL));

        assertThatThrownBy(() -> save(new Change<>(ANNA_ID, 7, CREDENTIAL, CREDENTIAL)))
                .isInstanceOf(ConcurrentChangeException.class);
        assertThatThrownBy(() -> save(new Change<>(ANNA_ID, 0, null, CREDENTIAL)))
                .isInstanceOf(ConcurrentChangeException.class);
    }

    @Test
    void a_registered_user_is_found_by_id() {
        assertThat(users().registered(ANNA_ID)).contains(anna());
        assertThat(users().registered(BERT_ID)).isEmpty();
    }

    private Session opened() {
        Session session = new Session(SESSION, ANNA_ID, "first", NOON, END);
        sessions().open(session);
        return session;
    }

    @Test
    void a_session_is_renewed_by_its_secret_once() {
        opened();
        Instant later = END.plusSeconds(60);

        assertThat(sessions().renew(SESSION, "first", "second", NOON, later))
                .contains(new Session(SESSION, ANNA_ID, "second", NOON, later));
        assertThat(sessions().renew(SESSION, "first", "third", NOON, later)).isEmpty();
        assertThat(sessions().renew(SESSION, "second", "third", END, later)).isPresent();
    }

    @Test
    void a_session_is_not_renewed_after_its_end() {
        opened();
        assertThat(sessions().renew(SESSION, "first", "second", END, END.plusSeconds(1)))
                .isEmpty();
    }

    @Test
    void an_ended_or_forgotten_session_is_gone() {
        opened();
        sessions().forget(END.minusMillis(1), 10);
        assertThat(sessions().renew(SESSION, "first", "second", NOON, END)).isPresent();
        sessions().forget(END, 10);
        assertThat(sessions().renew(SESSION, "second", "third", NOON, END)).isEmpty();

        opened();
        sessions().end(SESSION);
        sessions().end(SESSION);
        assertThat(sessions().renew(SESSION, "first", "second", NOON, END)).isEmpty();
    }

    @Test
    void of_many_who_renew_a_session_at_once_one_does() throws Exception {
        opened();
        List<Callable<Boolean>> tries = java.util.stream.IntStream.range(0, 8)
                .<Callable<Boolean>>mapToObj(i -> () -> sessions()
                        .renew(SESSION, "first", "next " + i, NOON, END)
                        .isPresent())
                .toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            int renewed = 0;
            for (Future<Boolean> one : threads.invokeAll(tries)) {
                renewed += one.get() ? 1 : 0;
            }
            assertThat(renewed).isEqualTo(1);
        }
    }

    @Test
    void so_many_attempts_at_once_and_then_one_each_time() {
        for (int i = 0; i < 3; i++) {
            assertThat(attempts().take("a", LIMIT, NOON)).isZero();
        }
        assertThat(attempts().take("a", LIMIT, NOON)).isEqualTo(Duration.ofSeconds(10));
        assertThat(attempts().take("a", LIMIT, NOON.plusSeconds(4))).isEqualTo(Duration.ofSeconds(6));
        assertThat(attempts().take("b", LIMIT, NOON)).isZero();

        assertThat(attempts().take("a", LIMIT, NOON.plusSeconds(10))).isZero();
        assertThat(attempts().take("a", LIMIT, NOON.plusSeconds(10))).isEqualTo(Duration.ofSeconds(10));
        Instant muchLater = NOON.plusSeconds(1_000);
        for (int i = 0; i < 3; i++) {
            assertThat(attempts().take("a", LIMIT, muchLater)).isZero();
        }
        assertThat(attempts().take("a", LIMIT, muchLater)).isPositive();
    }

    @Test
    void an_attempt_that_is_taken_back_leaves_room_for_another() {
        for (int i = 0; i < 10; i++) {
            assertThat(attempts().take("a", LIMIT, NOON)).isZero();
            attempts().giveBack("a", LIMIT, NOON);
        }
    }

    @Test
    void of_many_attempts_at_once_no_more_count_than_may() throws Exception {
        List<Callable<Boolean>> tries = java.util.stream.IntStream.range(0, 12)
                .<Callable<Boolean>>mapToObj(
                        _ -> () -> attempts().take("a", LIMIT, NOON).isZero())
                .toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
            int admitted = 0;
            for (Future<Boolean> one : threads.invokeAll(tries)) {
                admitted += one.get() ? 1 : 0;
            }
            assertThat(admitted).isEqualTo(3);
        }
    }

    @Test
    void signing_keys_are_listed_in_the_order_of_their_use() {
        StoredKey late = new StoredKey("late", END, "{}");
        StoredKey early = new StoredKey("early", NOON, "{}");
        keys().add(late);
        keys().add(early);
        assertThat(keys().all()).containsExactly(early, late);

        keys().remove("early");
        assertThat(keys().all()).containsExactly(late);
    }
}
