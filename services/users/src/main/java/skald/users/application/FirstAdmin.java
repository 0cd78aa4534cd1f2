package skald.users.application;

import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import skald.toolkit.Service;
import skald.users.domain.EmailAddress;
import skald.users.domain.Password;
import skald.users.domain.Role;
import skald.users.domain.Roles;

/** The first admin, who comes with the first start: somebody has to give the others their roles. */
public final class FirstAdmin {
    private static final EmailAddress ADDRESS = new EmailAddress("admin@skald.example");
    private static final int PASSWORD_BYTES = 18;

    /** An account with its password, which nothing else keeps. */
    public record Account(String email, String password) {
        @Override
        public String toString() {
            return "Account[" + email + "]";
        }
    }

    private final Service runtime;
    private final Credentials credentials;
    private final Passwords passwords;
    private final RandomGenerator random;

    /** @param random a cryptographically strong one */
    public FirstAdmin(Service runtime, Credentials credentials, Passwords passwords, RandomGenerator random) {
        this.runtime = runtime;
        this.credentials = credentials;
        this.passwords = passwords;
        this.random = random;
    }

    /** Makes the account if nobody can sign in, and its address is free. */
    public Optional<Account> makeIfNeeded() {
        if (!credentials.isEmpty()) {
            return Optional.empty();
        }
        byte[] bytes = new byte[PASSWORD_BYTES];
        random.nextBytes(bytes);
        String password = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        UUID id = runtime.newId(null);
        Object answer = runtime.call(
                        id.toString(),
                        new RegisterUser(
                                id,
                                ADDRESS,
                                "Admin",
                                new Roles(List.of(Role.ADMIN)),
                                passwords.hash(new Password(password))),
                        null,
                        null)
                .body();
        return answer instanceof RegisterUser.Registration
                ? Optional.of(new Account(ADDRESS.text(), password))
                : Optional.empty();
    }
}
