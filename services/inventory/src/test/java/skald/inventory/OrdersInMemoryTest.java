package skald.inventory;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;

class OrdersInMemoryTest {

    @Nested
    class InOneLane extends OrdersAtTheWarehouse {
        private final RunningInventory inventory = RunningInventory.inMemory(1);

        @Override
        RunningInventory inventory() {
            return inventory;
        }

        @AfterEach
        void stop() {
            inventory.close();
        }
    }

    @Nested
    class InTwoLanes extends OrdersAtTheWarehouse {
        private final RunningInventory inventory = RunningInventory.inMemory(2);

        @Override
        RunningInventory inventory() {
            return inventory;
        }

        @AfterEach
        void stop() {
            inventory.close();
        }
    }
}
