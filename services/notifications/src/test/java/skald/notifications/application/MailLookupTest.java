package skald.notifications.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import skald.notifications.adapter.out.InMemoryNotifications;
import skald.notifications.application.MailLookup.Addressed;
import skald.notifications.domain.Contact;
import skald.notifications.domain.Letter;
import skald.notifications.domain.Notification;
import skald.toolkit.Change;
import skald.toolkit.Tx;
import skald.toolkit.Versioned;
import skald.toolkit.memory.InMemoryStates;
import skald.toolkit.memory.InMemoryStore;

class MailLookupTest {
    private static final UUID ANNA = new UUID(1, 1);
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final InMemoryStore store = new InMemoryStore();
    private final ContactsBehindADoor contacts = new ContactsBehindADoor();
    private final InMemoryNotifications notifications = new InMemoryNotifications();
    private final MailLookup lookup = new MailLookup(store, contacts, notifications);

    /** Contacts whose first lookup waits until the door opens. */
    private static final class ContactsBehindADoor extends InMemoryStates<UUID, Contact> implements Contacts {
        final CountDownLatch knocked = new CountDownLatch(1);
        final CountDownLatch open = new CountDownLatch(1);
        int lookups;

        @Override
        public Map<UUID, Versioned<Contact>> load(Tx tx, Collection<UUID> keys) {
            lookups++;
            knocked.countDown();
            await(open);
            return super.load(tx, keys);
        }
    }

    @Test
    void mails_that_come_during_a_lookup_are_the_next_one_and_each_gets_its_own() throws InterruptedException {
        List<Notification> mails = mails(40);
        CompletableFuture<Addressed> first = ask(mails.getFirst().id(), new ArrayList<>());
        await(contacts.knocked);
        List<Thread> threads = new ArrayList<>();
        List<CompletableFuture<Addressed>> others = mails.subList(1, mails.size()).stream()
                .map(mail -> ask(mail.id(), threads))
                .toList();
        for (Thread thread : threads) {
            while (thread.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
        }

        contacts.open.countDown();

        assertThat(first.join().notification()).isEqualTo(mails.getFirst());
        assertThat(others.stream().map(CompletableFuture::join).map(Addressed::notification))
                .isEqualTo(mails.subList(1, mails.size()));
        assertThat(contacts.lookups).isEqualTo(2);
    }

    @Test
    void a_mail_whose_state_is_missing_fails_alone() {
        Notification mail = mails(1).getFirst();
        contacts.open.countDown();
        CompletableFuture<Addressed> missing = ask(new UUID(7, 7), new ArrayList<>());
        CompletableFuture<Addressed> there = ask(mail.id(), new ArrayList<>());

        assertThatThrownBy(missing::join)
                .isInstanceOf(CompletionException.class)
                .hasMessageContaining("its state " + new UUID(7, 7) + " is missing");
        assertThat(there.join()).isEqualTo(new Addressed(new Contact.Reachable("anna@example.org", "Anna"), mail));
    }

    private List<Notification> mails(int count) {
        List<Notification> mails = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            mails.add(new Notification(
                    new UUID(2, i),
                    new UUID(3, i),
                    ANNA,
                    new Letter("Subject", "Text"),
                    NOON,
                    new Notification.Stage.Sending()));
        }
        try (Tx tx = store.begin()) {
            contacts.save(tx, List.of(new Change<>(ANNA, 0, null, new Contact.Reachable("anna@example.org", "Anna"))));
            notifications.save(
                    tx,
                    mails.stream()
                            .map(mail -> new Change<>(mail.id(), 0, null, mail))
                            .toList());
            tx.commit();
        }
        return mails;
    }

    private CompletableFuture<Addressed> ask(UUID notification, List<Thread> threads) {
        CompletableFuture<Addressed> answer = new CompletableFuture<>();
        threads.add(Thread.ofPlatform().daemon().start(() -> {
            try {
                answer.complete(lookup.find(ANNA, notification));
            } catch (InterruptedException | RuntimeException e) {
                answer.completeExceptionally(e);
            }
        }));
        return answer;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }
}
