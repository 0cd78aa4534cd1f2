package skald.users.domain;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a user may do: a customer sees own data, support reads all and refunds, an admin operates. */
public enum Role {
    CUSTOMER,
    SUPPORT,
    ADMIN;

    /** The role's name on the wire and in the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role of that name. */
    public static Optional<Role> of(String word) {
        return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
    }
}
