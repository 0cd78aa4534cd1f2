package skald.notifications.application;

import java.util.UUID;
import skald.notifications.domain.Contact;
import skald.toolkit.States;

/** Port to the users' contacts, by user id: the only place here that holds personal data. */
public interface Contacts extends States<UUID, Contact> {}
