package skald.users.domain;

import java.util.Collection;
import java.util.List;

/** The roles of a user, at least one, each once, in the order of {@link Role}. */
public record Roles(List<Role> all) {

    /** Refuses nothing at all. */
    public Roles {
        if (all.isEmpty()) {
            throw new IllegalArgumentException("a user has at least one role");
        }
        all = all.stream().distinct().sorted().toList();
    }

    /** What a user gets who asks for nothing else. */
    public static Roles ofCustomer() {
        return new Roles(List.of(Role.CUSTOMER));
    }

    /**
     * The roles of these names.
     *
     * @throws IllegalArgumentException if one is no role's
     */
    public static Roles of(Collection<String> words) {
        return new Roles(words.stream()
                .map(word ->
                        Role.of(word).orElseThrow(() -> new IllegalArgumentException("\"" + word + "\" is not a role")))
                .toList());
    }

    /** Their names. */
    public List<String> words() {
        return all.stream().map(Role::word).toList();
    }
}
