package skald.testkit;

import skald.toolkit.memory.InMemorySagas;
import skald.toolkit.memory.InMemoryStore;

class InMemorySagasTest extends SagaStatesContract {
    @Override
    protected Ports ports() {
        return new Ports(new InMemoryStore(), new InMemorySagas());
    }
}
