package skald.toolkit;

/** The lane of a request is worked on by another process, or by none for the moment. */
public final class NotOwnerException extends RuntimeException {
    private final String owner;

    NotOwnerException(String service, int lane, String owner) {
        super("lane " + lane + " of the " + service + " service is worked on by "
                + (owner.isEmpty() ? "nobody at the moment; ask again" : owner + ", not here; ask there, or again"));
        this.owner = owner;
    }

    /** Who works on it; empty if nobody does. */
    public String owner() {
        return owner;
    }
}
