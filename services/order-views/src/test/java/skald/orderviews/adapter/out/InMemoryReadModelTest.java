package skald.orderviews.adapter.out;

import skald.toolkit.memory.InMemoryStore;

class InMemoryReadModelTest extends ReadModelContract {

    @Override
    Adapters open() {
        InMemoryReadModel model = new InMemoryReadModel(new InMemoryStore());
        return new Adapters(model, new InMemoryOrderQueries(model));
    }
}
