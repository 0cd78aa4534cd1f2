package skald.notifications.application;

import java.util.UUID;
import skald.contracts.users.UserErased;
import skald.notifications.domain.Contact;
import skald.toolkit.Handler;
import skald.toolkit.Message;
import skald.toolkit.Needs;
import skald.toolkit.Work;

/** Forgets address and name of a user, and remembers that no mail may go there. */
public final class UserErasedHandler implements Handler<UserErased> {
    private final Contacts contacts;

    /** Decides over these states. */
    public UserErasedHandler(Contacts contacts) {
        this.contacts = contacts;
    }

    @Override
    public void needs(Message<UserErased> message, Needs needs) {
        needs.of(contacts, UUID.fromString(message.body().userId()));
    }

    @Override
    public void decide(Message<UserErased> message, Work work) {
        work.put(contacts, UUID.fromString(message.body().userId()), new Contact.Erased());
    }
}
