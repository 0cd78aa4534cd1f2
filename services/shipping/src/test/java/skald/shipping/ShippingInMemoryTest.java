package skald.shipping;

import org.junit.jupiter.api.AfterEach;

class ShippingInMemoryTest extends ShippingServiceContract {
    private final RunningShipping shipping = RunningShipping.inMemory();

    @Override
    RunningShipping shipping() {
        return shipping;
    }

    @AfterEach
    void stop() {
        shipping.close();
    }
}
