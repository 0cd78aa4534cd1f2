package skald.simulators.gateway;

import skald.simulators.Delay;

class InMemoryGatewayTest extends GatewayContract {
    @Override
    GatewaySimulator gateway(Delay delay) {
        return GatewaySimulator.inMemory(NOON, delay, threads);
    }
}
