package skald.shipping;

import org.junit.jupiter.api.AfterEach;
import skald.database.ServiceDatabase;
import skald.testkit.TestPostgres;

class ShippingOnPostgresTest extends ShippingServiceContract {
    private final ServiceDatabase own = TestPostgres.database("shipping");
    private final ServiceDatabase carriers = TestPostgres.database("carrier-simulator");
    private final RunningShipping shipping = RunningShipping.onPostgres(own, carriers);

    @Override
    RunningShipping shipping() {
        return shipping;
    }

    @AfterEach
    void stop() {
        shipping.close();
        own.close();
        carriers.close();
    }
}
