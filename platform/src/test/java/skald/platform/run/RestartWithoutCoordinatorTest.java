package skald.platform.run;

import skald.orders.SagaStyle;

class RestartWithoutCoordinatorTest extends RestartScenario {
    RestartWithoutCoordinatorTest() {
        super(SagaStyle.CHOREOGRAPHY);
    }
}
