package skald.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static skald.users.SomeUsers.ANNAS_ADDRESS;
import static skald.users.SomeUsers.ANNA_ID;
import static skald.users.SomeUsers.BERT_ID;
import static skald.users.SomeUsers.NOON;
import static skald.users.SomeUsers.anna;
import static skald.users.SomeUsers.bert;
import static skald.users.SomeUsers.registrationOf;

import java.util.List;
import org.junit.jupiter.api.Test;
import skald.contracts.users.UserErased;
import skald.contracts.users.UserRegistered;
import skald.contracts.users.UserRolesChanged;
import skald.testkit.Decision;
import skald.users.adapter.out.InMemoryCredentials;
import skald.users.adapter.out.InMemoryEmailClaims;
import skald.users.adapter.out.InMemoryUsers;
import skald.users.application.ChangePassword;
import skald.users.application.ChangePasswordHandler;
import skald.users.application.ChangeRoles;
import skald.users.application.ChangeRolesHandler;
import skald.users.application.Credentials;
import skald.users.application.EmailClaims;
import skald.users.application.EraseUser;
import skald.users.application.EraseUserHandler;
import skald.users.application.Refused;
import skald.users.application.RegisterUser;
import skald.users.application.RegisterUserHandler;
import skald.users.application.Users;
import skald.users.domain.Credential;
import skald.users.domain.EmailAddress;
import skald.users.domain.EmailClaim;
import skald.users.domain.Role;
import skald.users.domain.Roles;

class UserDecisionsTest {
    private final Users users = new InMemoryUsers();
    private final EmailClaims claims = new InMemoryEmailClaims();
    private final Credentials credentials = new InMemoryCredentials();
    private final RegisterUserHandler register = new RegisterUserHandler(users, claims, credentials);
    private final ChangePasswordHandler changePassword = new ChangePasswordHandler(users, credentials);
    private final ChangeRolesHandler changeRoles = new ChangeRolesHandler(users);
    private final EraseUserHandler erase = new EraseUserHandler(users, claims, credentials);
    private final Decision decision = new Decision(NOON);

    private Decision annaIsRegistered() {
        return decision.given(users, ANNA_ID, anna()).given(claims, "anna@example.org", new EmailClaim(ANNA_ID));
    }

    @Test
    void a_registration_claims_the_address_and_tells_the_others() {
        decision.when(register, ANNA_ID.toString(), registrationOf(anna()));

        assertThat(decision.state(users, ANNA_ID)).isEqualTo(anna());
        assertThat(decision.state(claims, "anna@example.org")).isEqualTo(new EmailClaim(ANNA_ID));
        assertThat(decision.published())
                .containsExactly(new UserRegistered(
                        ANNA_ID.toString(), "Anna@example.org", "Anna Ångström", List.of("customer")));
        assertThat(decision.answer()).isEqualTo(new RegisterUser.Registration(ANNA_ID, NOON));
    }

    @Test
    void an_address_that_is_taken_in_another_spelling_is_refused() {
        annaIsRegistered();

        RegisterUser again =
                new RegisterUser(BERT_ID, new EmailAddress("ANNA@EXAMPLE.ORG"), "Bert", Roles.ofCustomer());
        decision.when(register, BERT_ID.toString(), again);

        assertThat(decision.refused()).isTrue();
        assertThat(decision.answer()).isEqualTo(new RegisterUser.EmailTaken());
        assertThat(decision.state(users, BERT_ID)).isNull();
        assertThat(decision.published()).isEmpty();
    }

    @Test
    void full_width_and_composed_characters_do_not_make_another_address() {
        assertThat(new EmailAddress("ＡNNA@example.org").normalized()).isEqualTo("anna@example.org");
        assertThat(new EmailAddress("a\u030angstrom@example.org").normalized())
                .isEqualTo(new EmailAddress("ÅNGSTROM@example.org").normalized());
    }

    @Test
    void what_has_not_the_shape_of_an_address_is_none() {
        for (String text : List.of("", "anna", "@example.org", "anna@", "a@b@c", "a@" + "b".repeat(253))) {
            assertThatThrownBy(() -> new EmailAddress(text)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void other_roles_are_told_to_the_others() {
        annaIsRegistered();

        decision.when(changeRoles, ANNA_ID.toString(), new ChangeRoles(ANNA_ID, new Roles(List.of(Role.SUPPORT))));

        assertThat(decision.state(users, ANNA_ID)).isEqualTo(anna().withRoles(new Roles(List.of(Role.SUPPORT))));
        assertThat(decision.published()).containsExactly(new UserRolesChanged(ANNA_ID.toString(), List.of("support")));
    }

    @Test
    void the_same_roles_again_are_accepted_and_told_to_nobody() {
        annaIsRegistered();

        decision.when(
                changeRoles,
                ANNA_ID.toString(),
                new ChangeRoles(ANNA_ID, new Roles(List.of(Role.CUSTOMER, Role.CUSTOMER))));

        assertThat(decision.answer()).isEqualTo(new ChangeRoles.RolesChanged());
        assertThat(decision.published()).isEmpty();
    }

    @Test
    void nobody_can_be_given_no_role() {
        assertThatThrownBy(() -> new Roles(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void roles_of_somebody_unknown_or_erased_cannot_change() {
        decision.given(users, BERT_ID, bert().erasedAt(NOON));

        decision.when(changeRoles, ANNA_ID.toString(), new ChangeRoles(ANNA_ID, Roles.ofCustomer()));
        assertThat(decision.answer()).isEqualTo(new Refused.Unknown());

        decision.when(changeRoles, BERT_ID.toString(), new ChangeRoles(BERT_ID, Roles.ofCustomer()));
        assertThat(decision.answer()).isEqualTo(new Refused.Gone());
        assertThat(decision.refused()).isTrue();
    }

    @Test
    void erasing_leaves_the_id_and_frees_the_address() {
        annaIsRegistered();

        decision.when(erase, ANNA_ID.toString(), new EraseUser(ANNA_ID, ANNAS_ADDRESS));

        assertThat(decision.state(users, ANNA_ID)).isEqualTo(anna().erasedAt(NOON));
        assertThat(decision.published()).containsExactly(new UserErased(ANNA_ID.toString()));

        decision.when(
                register,
                BERT_ID.toString(),
                new RegisterUser(BERT_ID, ANNAS_ADDRESS, "Another Anna", Roles.ofCustomer()));
        assertThat(decision.answer()).isEqualTo(new RegisterUser.Registration(BERT_ID, NOON));
        assertThat(decision.state(claims, "anna@example.org")).isEqualTo(new EmailClaim(BERT_ID));
    }

    @Test
    void erasing_again_changes_nothing_even_if_the_address_has_another_owner_by_now() {
        decision.given(users, ANNA_ID, anna().erasedAt(NOON))
                .given(claims, "anna@example.org", new EmailClaim(BERT_ID));

        decision.at(NOON.plusSeconds(60)).when(erase, ANNA_ID.toString(), new EraseUser(ANNA_ID, ANNAS_ADDRESS));

        assertThat(decision.answer()).isEqualTo(new EraseUser.Erasure());
        assertThat(decision.published()).isEmpty();
        assertThat(decision.state(users, ANNA_ID)).isEqualTo(anna().erasedAt(NOON));
        assertThat(decision.state(claims, "anna@example.org")).isEqualTo(new EmailClaim(BERT_ID));
    }

    @Test
    void nobody_unknown_can_be_erased() {
        decision.when(erase, ANNA_ID.toString(), new EraseUser(ANNA_ID, ANNAS_ADDRESS));

        assertThat(decision.answer()).isEqualTo(new Refused.Unknown());
    }

    @Test
    void a_registration_with_a_password_lets_the_user_sign_in_from_then_on() {
        RegisterUser command = new RegisterUser(ANNA_ID, ANNAS_ADDRESS, "Anna Ångström", Roles.ofCustomer(), "a hash");

        decision.when(register, ANNA_ID.toString(), command);

        assertThat(decision.state(credentials, ANNA_ID)).isEqualTo(new Credential("a hash", NOON));
        assertThat(decision.published().toString()).doesNotContain("a hash");
    }

    @Test
    void another_password_replaces_the_first_and_an_erased_user_has_none() {
        annaIsRegistered().given(credentials, ANNA_ID, new Credential("a hash", NOON));

        decision.at(NOON.plusSeconds(60))
                .when(changePassword, ANNA_ID.toString(), new ChangePassword(ANNA_ID, "another hash"));
        assertThat(decision.answer()).isEqualTo(new ChangePassword.PasswordChanged());
        assertThat(decision.state(credentials, ANNA_ID))
                .isEqualTo(new Credential("another hash", NOON.plusSeconds(60)));

        decision.when(erase, ANNA_ID.toString(), new EraseUser(ANNA_ID, ANNAS_ADDRESS));
        assertThat(decision.state(credentials, ANNA_ID)).isNull();

        decision.when(changePassword, ANNA_ID.toString(), new ChangePassword(ANNA_ID, "a third"));
        assertThat(decision.answer()).isEqualTo(new Refused.Gone());
        decision.when(changePassword, BERT_ID.toString(), new ChangePassword(BERT_ID, "a third"));
        assertThat(decision.answer()).isEqualTo(new Refused.Unknown());
    }
}
