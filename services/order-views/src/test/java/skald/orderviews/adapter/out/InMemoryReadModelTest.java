package skald.orderviews.adapter.out;

import skald.toolkit.memory.InMemoryStore;

class InMemoryReadModelTest extends ReadModelContract {

    @Override
    Adapters open() {
        InMemoryReadModel model = new InMemoryReadModel(new InMemoryStore());
        return new Adapters(model, new InMemoryOrderQueries(model));
    }

    /** None ever does: commits go one by one, and one that was overtaken fails. */
    @Override
    boolean isSomebodyWaiting() {
        return false;
    }
}
