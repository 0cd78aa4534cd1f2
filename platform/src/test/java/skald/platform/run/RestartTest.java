package skald.platform.run;

import skald.orders.SagaStyle;

class RestartTest extends RestartScenario {
    RestartTest() {
        super(SagaStyle.ORCHESTRATION);
    }
}
