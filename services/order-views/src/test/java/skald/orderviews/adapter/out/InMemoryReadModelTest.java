package skald.orderviews.adapter.out;

import skald.toolkit.memory.InMemoryStore;

class InMemoryReadModelTest extends ReadModelContract {

    @Override
    Adapters open() {
        InMemoryReadModel model = new InMemoryReadModel(new InMemoryStore());
        return new Adapters(model, new InMemoryOrderQueries(model));
    }

    /** It never does: commits go one by one, and a batch that the swap overtook fails. */
    @Override
    boolean isASwapWaiting() {
        return false;
    }
}
