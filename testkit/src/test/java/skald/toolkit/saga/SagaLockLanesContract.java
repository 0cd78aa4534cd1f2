package skald.toolkit.saga;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import skald.toolkit.Environment;
import skald.toolkit.Handler;
import skald.toolkit.Message;
import skald.toolkit.MessageTypes;
import skald.toolkit.Needs;
import skald.toolkit.Service;
import skald.toolkit.ServiceDefinition;
import skald.toolkit.Store;
import skald.toolkit.Work;

/** Sagas of different lanes that want the same room, in a running service. */
abstract class SagaLockLanesContract {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    record Stay(String id) {}

    record Begin(String id) {}

    record Hold(String id) {}

    record Held(String id) {}

    private static final Saga<Stay> STAY = Saga.named("stay", 1, Stay.class)
            .retries(new RetryPolicy(1_000, Duration.ofMillis(20), Duration.ofMillis(20)))
            .locks(LockMode.queue(20), _ -> List.of("the room"))
            .pivot("hold")
            .send((stay, _) -> new Hold(stay.id()))
            .done(Held.class)
            .build();

    record Ports(Store store, SagaStates sagas) {}

    abstract Ports ports();

    @Test
    void each_gets_it_in_its_turn_and_is_watched_wherever_it_was_begun() {
        Ports ports = ports();
        Coordinator coordinator = new Coordinator(ports.sagas(), STAY);
        coordinator.declare();
        AtomicLong ids = new AtomicLong();
        Environment environment = new Environment(
                InstantSource.system(), () -> new UUID(0x7000, ids.incrementAndGet()), new Random(1), Runnable::run);
        try (Service service = new Service(definition(coordinator), ports.store(), environment, 2)) {
            service.start();
            List<String> keys = List.of("a", "b", "c", "d", "e", "f", "g", "h");
            for (String key : keys) {
                Object start = service.call(key, new Begin(key), null, null).body();
                assertThat(start).isEqualTo(key.equals("a") ? Start.STARTED : Start.QUEUED);
            }
            for (int i = 0; i < keys.size(); i++) {
                String key = keys.get(i);
                SagaId id = new SagaId("stay", key);
                assertThat(service.await(
                                () -> ports.sagas().find(id).orElseThrow().attempts() > 1, PATIENCE))
                        .as("%s has the room, and its command is sent again", key)
                        .isTrue();
                for (String later : keys.subList(i + 1, keys.size())) {
                    assertThat(ports.sagas().find(new SagaId("stay", later)))
                            .get()
                            .extracting(SagaInstance::status)
                            .isEqualTo(SagaStatus.WAITING);
                }
                Intervene done =
                        new Intervene("stay", key, SagaVerb.RESOLVE, "hold", ResolvedOutcome.DONE, "seen", "olga");
                assertThat(service.call(key, done, null, null).body())
                        .isEqualTo(new Intervened(SagaStatus.COMPLETED, "hold", true));
            }
            assertThat(ports.sagas()
                            .locks()
                            .find("the room")
                            .map(SagaLock::line)
                            .orElse(List.of()))
                    .isEmpty();
        }
    }

    private static ServiceDefinition definition(Coordinator coordinator) {
        MessageTypes types = MessageTypes.of("test", Begin.class, Hold.class, Held.class);
        return coordinator
                .register(ServiceDefinition.named("stays").types(types).handle(Begin.class, new Handler<>() {
                    @Override
                    public void needs(Message<Begin> message, Needs needs) {
                        String id = message.body().id();
                        coordinator.needs(STAY, id, message.key(), new Stay(id), needs);
                    }

                    @Override
                    public void decide(Message<Begin> message, Work work) {
                        String id = message.body().id();
                        work.reply(coordinator.start(STAY, id, message.key(), new Stay(id), work));
                    }
                }))
                .build();
    }
}
