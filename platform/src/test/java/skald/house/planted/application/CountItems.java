package skald.house.planted.application;

import java.time.Instant;
import java.util.UUID;
import skald.house.planted.adapter.ItemsManager;

/** Planted: knows an adapter, reads the clock, makes an id, sleeps. */
public final class CountItems {
    public String run() throws InterruptedException {
        Thread.sleep(0);
        return Instant.now() + " " + UUID.randomUUID() + new ItemsManager().count();
    }
}
