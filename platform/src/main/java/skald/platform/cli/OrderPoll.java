package skald.platform.cli;

import java.time.Duration;
import java.util.function.Predicate;
import skald.platform.client.OrderView;
import skald.platform.client.SkaldClient;
import skald.platform.client.Time;
import skald.toolkit.http.ProblemException;

/** Looks at an order again and again. */
final class OrderPoll {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
    /** Placed orders show up in the read model within moments; after so many looks one that does not is an error. */
    private static final int LOOKS_FOR_A_NEW_ORDER = 10;

    private final SkaldClient client;
    private final Time time;

    OrderPoll(SkaldClient client, Time time) {
        this.client = client;
        this.time = time;
    }

    /** The order as soon as {@code wanted} holds for it; the caller's patience is the bound, Ctrl-C ends it. */
    OrderView until(String orderId, Predicate<OrderView> wanted) throws InterruptedException {
        for (int look = 0; ; look++) {
            try {
                OrderView order =
                        new OrderView(client.get(OrderView.path(orderId)).body());
                if (wanted.test(order)) {
                    return order;
                }
            } catch (ProblemException e) {
                if (e.problem().status() != 404 || look >= LOOKS_FOR_A_NEW_ORDER) {
                    throw e;
                }
            }
            pause(look);
        }
    }

    /** The pause after the {@code look}th look, growing. */
    void pause(int look) throws InterruptedException {
        Duration grown = FIRST_PAUSE.multipliedBy(1L << Math.min(look, 10));
        time.pass(grown.compareTo(LONGEST_PAUSE) < 0 ? grown : LONGEST_PAUSE);
    }
}
