package skald.testkit;

import skald.toolkit.memory.InMemoryStepMemories;
import skald.toolkit.memory.InMemoryStore;

class InMemoryParticipantTest extends ParticipantContract {
    @Override
    protected Ports ports() {
        return new Ports(new InMemoryStore(), new InMemoryStepMemories());
    }
}
