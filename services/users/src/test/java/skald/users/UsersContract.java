package skald.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static skald.users.SomeUsers.ANNA_ID;
import static skald.users.SomeUsers.BERT_ID;
import static skald.users.SomeUsers.NOON;
import static skald.users.SomeUsers.anna;
import static skald.users.SomeUsers.bert;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import skald.toolkit.Change;
import skald.toolkit.ConcurrentChangeException;
import skald.toolkit.Store;
import skald.toolkit.Tx;
import skald.toolkit.Versioned;
import skald.users.application.EmailClaims;
import skald.users.application.Users;
import skald.users.domain.EmailClaim;
import skald.users.domain.Role;
import skald.users.domain.Roles;
import skald.users.domain.User;

/** What every adapter of the users service's ports does. */
abstract class UsersContract {
    private static final String ANNAS = "anna@example.org";
    private static final String BERTS = "bert@example.org";

    abstract Store store();

    abstract Users users();

    abstract EmailClaims claims();

    private void save(List<Change<UUID, User>> changes, List<Change<String, EmailClaim>> claimed) {
        try (Tx tx = store().begin()) {
            users().save(tx, changes);
            claims().save(tx, claimed);
            tx.commit();
        }
    }

    private void annaAndBertRegister() {
        save(
                List.of(new Change<>(BERT_ID, 0, null, bert()), new Change<>(ANNA_ID, 0, null, anna())),
                List.of(
                        new Change<>(BERTS, 0, null, new EmailClaim(BERT_ID)),
                        new Change<>(ANNAS, 0, null, new EmailClaim(ANNA_ID))));
    }

    private Map<UUID, Versioned<User>> loaded(UUID... ids) {
        try (Tx tx = store().begin()) {
            return users().load(tx, List.of(ids));
        }
    }

    private @Nullable Versioned<EmailClaim> claim(String address) {
        try (Tx tx = store().begin()) {
            return claims().load(tx, List.of(address, "nobody@example.org")).get(address);
        }
    }

    @Test
    void what_was_saved_is_loaded() {
        annaAndBertRegister();

        assertThat(loaded(ANNA_ID, BERT_ID, new UUID(1, 1)))
                .isEqualTo(Map.of(ANNA_ID, new Versioned<>(anna(), 1), BERT_ID, new Versioned<>(bert(), 1)));
        assertThat(claim(ANNAS)).isEqualTo(new Versioned<>(new EmailClaim(ANNA_ID), 1));
    }

    @Test
    void a_change_raises_the_version() {
        annaAndBertRegister();
        User promoted = anna().withRoles(new Roles(List.of(Role.ADMIN)));

        save(List.of(new Change<>(ANNA_ID, 1, anna(), promoted)), List.of());

        assertThat(loaded(ANNA_ID)).containsEntry(ANNA_ID, new Versioned<>(promoted, 2));
    }

    @Test
    void a_change_of_what_has_moved_on_is_refused() {
        annaAndBertRegister();

        assertThatThrownBy(() -> save(List.of(new Change<>(ANNA_ID, 7, anna(), anna())), List.of()))
                .isInstanceOf(ConcurrentChangeException.class);
        assertThatThrownBy(() -> save(List.of(new Change<>(ANNA_ID, 0, null, anna())), List.of()))
                .isInstanceOf(ConcurrentChangeException.class);
    }

    @Test
    void an_address_that_somebody_else_claimed_meanwhile_is_not_claimed() {
        annaAndBertRegister();

        assertThatThrownBy(() -> save(List.of(), List.of(new Change<>(ANNAS, 0, null, new EmailClaim(BERT_ID)))))
                .isInstanceOf(ConcurrentChangeException.class);
        assertThat(claim(ANNAS)).isEqualTo(new Versioned<>(new EmailClaim(ANNA_ID), 1));
    }

    @Test
    void a_freed_address_can_be_claimed_anew() {
        annaAndBertRegister();
        UUID next = UUID.fromString("0190a3c8-7b2f-7c54-9d5e-0f6a1b2c3d4e");
        User heir = new User.Registered(next, anna().email(), "Heir", Roles.ofCustomer(), NOON);

        save(
                List.of(new Change<>(ANNA_ID, 1, anna(), anna().erasedAt(NOON))),
                List.of(new Change<>(ANNAS, 1, new EmailClaim(ANNA_ID), null)));
        assertThat(claim(ANNAS)).isNull();

        save(List.of(new Change<>(next, 0, null, heir)), List.of(new Change<>(ANNAS, 0, null, new EmailClaim(next))));
        assertThat(users().byEmail(ANNAS)).contains((User.Registered) heir);
    }

    @Test
    void freeing_an_address_that_changed_meanwhile_is_refused() {
        annaAndBertRegister();

        assertThatThrownBy(() -> save(List.of(), List.of(new Change<>(ANNAS, 2, new EmailClaim(ANNA_ID), null))))
                .isInstanceOf(ConcurrentChangeException.class);
    }

    @Test
    void an_erased_user_is_kept_without_personal_data_and_not_listed() {
        annaAndBertRegister();
        User erased = anna().erasedAt(NOON.plusSeconds(60));

        save(
                List.of(new Change<>(ANNA_ID, 1, anna(), erased)),
                List.of(new Change<>(ANNAS, 1, new EmailClaim(ANNA_ID), null)));

        assertThat(loaded(ANNA_ID)).containsEntry(ANNA_ID, new Versioned<>(erased, 2));
        assertThat(users().list(null, 10)).containsExactly(bert());
        assertThat(users().byEmail(ANNAS)).isEmpty();
    }

    @Test
    void users_are_listed_by_id_in_pages_and_found_by_address() {
        annaAndBertRegister();

        assertThat(users().list(null, 10)).containsExactly(anna(), bert());
        assertThat(users().list(null, 1)).containsExactly(anna());
        assertThat(users().list(ANNA_ID, 10)).containsExactly(bert());
        assertThat(users().list(BERT_ID, 10)).isEmpty();
        assertThat(users().byEmail(BERTS)).contains(bert());
        assertThat(users().byEmail("nobody@example.org")).isEmpty();
    }
}
