package skald.notifications.application;

import java.util.UUID;
import skald.contracts.users.UserRegistered;
import skald.notifications.domain.Contact;
import skald.toolkit.Handler;
import skald.toolkit.Message;
import skald.toolkit.Needs;
import skald.toolkit.Work;

/** Remembers how a user can be written to. A user who is erased stays so. */
public final class UserRegisteredHandler implements Handler<UserRegistered> {
    private final Contacts contacts;

    /** Decides over these states. */
    public UserRegisteredHandler(Contacts contacts) {
        this.contacts = contacts;
    }

    @Override
    public void needs(Message<UserRegistered> message, Needs needs) {
        needs.of(contacts, UUID.fromString(message.body().userId()));
    }

    @Override
    public void decide(Message<UserRegistered> message, Work work) {
        UserRegistered user = message.body();
        UUID id = UUID.fromString(user.userId());
        if (!(work.get(contacts, id) instanceof Contact.Erased)) {
            work.put(contacts, id, Contact.of(user.email(), user.name()));
        }
    }
}
