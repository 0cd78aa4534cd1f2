package skald.toolkit.saga;

import skald.toolkit.memory.InMemorySagas;
import skald.toolkit.memory.InMemoryStore;

class InMemorySagaLockLanesTest extends SagaLockLanesContract {
    @Override
    Ports ports() {
        return new Ports(new InMemoryStore(), new InMemorySagas());
    }
}
