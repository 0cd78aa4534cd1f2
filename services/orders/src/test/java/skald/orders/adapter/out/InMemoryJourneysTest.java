package skald.orders.adapter.out;

import skald.orders.application.Journeys;
import skald.toolkit.Store;
import skald.toolkit.memory.InMemoryStore;

class InMemoryJourneysTest extends JourneysContract {
    private final InMemoryStore store = new InMemoryStore();
    private final InMemoryJourneys journeys = new InMemoryJourneys();

    @Override
    Store store() {
        return store;
    }

    @Override
    Journeys journeys() {
        return journeys;
    }
}
