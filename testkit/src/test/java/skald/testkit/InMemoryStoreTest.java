package skald.testkit;

import skald.toolkit.Store;
import skald.toolkit.memory.InMemoryStore;

class InMemoryStoreTest extends StoreContract {
    @Override
    protected Store store() {
        return new InMemoryStore();
    }
}
