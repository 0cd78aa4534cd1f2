package skald.platform.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** What Skald has told its clients: kept outside it, so that it can be held to it. Thread-safe. */
final class Acknowledgements {

    private final Map<String, String> orderIds = new HashMap<>();
    private final List<String> complaints = new ArrayList<>();
    private final Semaphore count = new Semaphore(0);
    private int taken;

    /** The order with {@code key} was acknowledged. */
    synchronized void note(String key, String orderId) {
        String before = orderIds.putIfAbsent(key, orderId);
        if (before == null) {
            count.release();
        } else if (!before.equals(orderId)) {
            complain("The key " + key + " placed order " + before + " and was then answered with order " + orderId);
        }
    }

    /** Something that must not be answered was. */
    synchronized void complain(String complaint) {
        complaints.add(complaint);
    }

    /**
     * Waits until so many orders are acknowledged. Called by one thread.
     *
     * @param patience with each further one
     * @return whether they are
     */
    boolean await(int orders, Duration patience) throws InterruptedException {
        while (taken < orders) {
            if (!count.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return false;
            }
            taken++;
        }
        return true;
    }

    synchronized int size() {
        return orderIds.size();
    }

    /** Order ids by key. */
    synchronized Map<String, String> orderIds() {
        return Map.copyOf(orderIds);
    }

    synchronized List<String> complaints() {
        return List.copyOf(complaints);
    }
}
