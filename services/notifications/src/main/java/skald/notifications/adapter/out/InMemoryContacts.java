package skald.notifications.adapter.out;

import java.util.UUID;
import skald.notifications.application.Contacts;
import skald.notifications.domain.Contact;
import skald.toolkit.memory.InMemoryStates;

/** Contacts in memory. */
public final class InMemoryContacts extends InMemoryStates<UUID, Contact> implements Contacts {}
