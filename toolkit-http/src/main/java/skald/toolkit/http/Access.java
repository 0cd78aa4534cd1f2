package skald.toolkit.http;

/**
 * Who may call an operation, and whose things it then reaches. Every route declares one; the edge turns away whom it leaves
 * out, and endpoints ask {@link Request#reaches} about what belongs to somebody.
 *
 * @param anonymous for callers without credentials
 */
public record Access(Reach anonymous, Reach customer, Reach support, Reach admin) {

    /** How far an operation goes for a caller. */
    public enum Reach {
        /** It may not be called. */
        NONE,
        /** To what belongs to the caller; anything else is answered as if it did not exist. */
        OWN,
        /** To everything. */
        ALL
    }

    /** For everybody, without any look at credentials. */
    public static Access anyone() {
        return new Access(Reach.ALL, Reach.ALL, Reach.ALL, Reach.ALL);
    }

    /** Customers reach what is their own, support and admins what is anybody's. */
    public static Access ownOrStaff() {
        return new Access(Reach.NONE, Reach.OWN, Reach.ALL, Reach.ALL);
    }

    /** Everybody reaches what is their own, admins what is anybody's. */
    public static Access ownOrAdmins() {
        return new Access(Reach.NONE, Reach.OWN, Reach.OWN, Reach.ALL);
    }

    /** Support and admins. */
    public static Access staff() {
        return new Access(Reach.NONE, Reach.NONE, Reach.ALL, Reach.ALL);
    }

    /** Admins only. */
    public static Access admins() {
        return new Access(Reach.NONE, Reach.NONE, Reach.NONE, Reach.ALL);
    }

    /** How far it goes for this role. */
    public Reach of(Caller.Role role) {
        return switch (role) {
            case ANONYMOUS -> anonymous;
            case CUSTOMER -> customer;
            case SUPPORT -> support;
            case ADMIN -> admin;
        };
    }

    /** Whether it makes no difference who calls. */
    boolean isOpen() {
        return equals(anyone());
    }

    /** Turns away whoever may not call: 401 without credentials, 403 with. */
    void admit(Caller caller) {
        if (of(caller.role()) != Reach.NONE) {
            return;
        }
        throw switch (caller.role()) {
            case ANONYMOUS ->
                Problem.unauthorized("This needs an Authorization header with a Bearer token.")
                        .exception();
            case CUSTOMER, SUPPORT, ADMIN ->
                Problem.forbidden("This is not for the role " + Texts.word(caller.role()) + "; ask "
                                + (support == Reach.NONE ? "an admin." : "support or an admin."))
                        .exception();
        };
    }
}
