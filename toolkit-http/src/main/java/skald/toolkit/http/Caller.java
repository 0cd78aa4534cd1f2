package skald.toolkit.http;

/**
 * Who sends a request.
 *
 * @param role what the caller may do in general
 * @param id a stable name of the caller, unique over all roles; a user's is the user id in text form
 */
public record Caller(Role role, String id) {

    /** What a caller may do: a customer sees own data, support reads all and refunds, an admin operates. */
    public enum Role {
        ANONYMOUS,
        CUSTOMER,
        SUPPORT,
        ADMIN
    }

    public Caller {
        if (id.isBlank() || id.length() > 100) {
            throw new IllegalArgumentException("A caller's id has 1 to 100 characters");
        }
    }

    /** The person at the machine itself. */
    public static Caller operator() {
        return new Caller(Role.ADMIN, "operator");
    }

    /** Somebody who does not say who it is. */
    public static Caller anonymous() {
        return new Caller(Role.ANONYMOUS, "anonymous");
    }
}
