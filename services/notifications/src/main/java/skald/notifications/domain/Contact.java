package skald.notifications.domain;

/** How a user can be written to. That there is none means that nothing was heard of the user yet. */
public sealed interface Contact {

    /** The user has this address and name. */
    record Reachable(String email, String name) implements Contact {}

    /** The user was erased and gets no mail ever again. */
    record Erased() implements Contact {}

    /**
     * The contact of a registration. One that is read after the user was erased has no address any more, only a word in
     * its place.
     */
    static Contact of(String email, String name) {
        return email.indexOf('@') < 0 ? new Erased() : new Reachable(email, name);
    }
}
