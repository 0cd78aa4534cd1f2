package skald.simulators.carrier;

import skald.simulators.Delay;

class InMemoryCarrierTest extends CarrierContract {
    @Override
    CarrierSimulator carrier(Delay delay) {
        return CarrierSimulator.inMemory(NOON, delay, threads);
    }
}
