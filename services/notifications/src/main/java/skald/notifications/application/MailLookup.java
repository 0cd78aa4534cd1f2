package skald.notifications.application;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import skald.notifications.domain.Contact;
import skald.notifications.domain.Notification;
import skald.toolkit.States;
import skald.toolkit.Store;
import skald.toolkit.Tx;
import skald.toolkit.Versioned;

/**
 * Looks up what mails need, for all that wait for it at once: what is asked for during one lookup is the next one. Hundreds of
 * mails may leave at the same time, and a lookup each would cost more than all else about them and take the connections that
 * decisions need. Thread-safe.
 */
final class MailLookup {
    /** As many as a batch of decisions. */
    private static final int MOST_AT_ONCE = 256;

    /** A notification and whom it is for, as they are now. */
    record Addressed(Contact contact, Notification notification) {}

    /** What one mail asks for. Guarded by {@link #turn} once it waits. */
    private static final class Question {
        final UUID user;
        final UUID notification;

        @Nullable
        Versioned<Contact> contact;

        @Nullable
        Versioned<Notification> found;

        @Nullable
        RuntimeException failure;

        boolean isOver;

        Question(UUID user, UUID notification) {
            this.user = user;
            this.notification = notification;
        }

        Addressed answer() {
            if (failure != null) {
                throw new IllegalStateException("the lookup of a mail failed", failure);
            }
            if (contact == null || found == null) {
                throw new IllegalStateException("a mail is to be sent but its state "
                        + (contact == null ? user : notification) + " is missing");
            }
            return new Addressed(contact.state(), found.state());
        }
    }

    private final Store store;
    private final Contacts contacts;
    private final Notifications notifications;
    /** Never more than there are effects under way. */
    private final Queue<Question> waiting = new ConcurrentLinkedQueue<>();

    private final ReentrantLock turn = new ReentrantLock();

    MailLookup(Store store, Contacts contacts, Notifications notifications) {
        this.store = store;
        this.contacts = contacts;
        this.notifications = notifications;
    }

    /** The mail {@code notification} to {@code user}; the transaction that read them is over. */
    Addressed find(UUID user, UUID notification) throws InterruptedException {
        Question question = new Question(user, notification);
        waiting.add(question);
        turn.lockInterruptibly();
        try {
            while (!question.isOver) {
                answer(next());
            }
        } finally {
            turn.unlock();
        }
        return question.answer();
    }

    private List<Question> next() {
        List<Question> questions = new ArrayList<>();
        for (Question next = waiting.poll(); next != null; next = waiting.poll()) {
            questions.add(next);
            if (questions.size() == MOST_AT_ONCE) {
                break;
            }
        }
        return questions;
    }

    private void answer(List<Question> questions) {
        try (Tx tx = store.begin()) {
            Map<UUID, Versioned<Contact>> users =
                    load(tx, contacts, questions.stream().map(question -> question.user));
            Map<UUID, Versioned<Notification>> found =
                    load(tx, notifications, questions.stream().map(question -> question.notification));
            for (Question question : questions) {
                question.contact = users.get(question.user);
                question.found = found.get(question.notification);
            }
        } catch (RuntimeException e) {
            questions.forEach(question -> question.failure = e);
        } finally {
            // Whatever happened: nobody may wait for an answer that nobody looks for any more.
            questions.forEach(question -> question.isOver = true);
        }
    }

    private static <S> Map<UUID, Versioned<S>> load(Tx tx, States<UUID, S> states, Stream<UUID> ids) {
        return states.load(tx, ids.distinct().toList());
    }
}
