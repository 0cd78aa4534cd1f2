package skald.orderviews;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import skald.orderviews.application.RebuildMessages.RebuildProjection;
import skald.orderviews.application.RebuildMessages.RebuildStarted;
import skald.orderviews.application.RebuildMessages.RebuildUnderWay;
import skald.toolkit.Environment;
import skald.toolkit.Feed;
import skald.toolkit.Store.LogEntry;

/** A rebuild gives the same as the fold that ran all the time, whatever happens meanwhile. */
abstract class RebuildContract {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** The service over what this test has stored so far. */
    abstract OrderViewsService service(Environment environment);

    /** Everything that the serving generation holds, one text for each row. */
    abstract List<String> rows(OrderViewsService service);

    abstract long generation(OrderViewsService service);

    private RunningViews running(Map<String, SomeLog> logs) {
        return running(logs, feed -> feed);
    }

    private RunningViews running(Map<String, SomeLog> logs, UnaryOperator<Feed> seen) {
        return new RunningViews(this::service, InstantSource.system(), logs, seen);
    }

    private static Object askForRebuild(RunningViews views) {
        return views.service()
                .runtime()
                .call("orders", new RebuildProjection("orders"), null, null)
                .body();
    }

    private void awaitGeneration(RunningViews views, long number) {
        assertThat(views.service().runtime().await(() -> generation(views.service()) == number, PATIENCE))
                .isTrue();
    }

    @Test
    void the_rebuilt_generation_equals_the_folded_one_row_by_row() {
        Map<String, SomeLog> logs = RunningViews.logs();
        new History(logs, 1).goOn(1, 600);
        try (RunningViews views = running(logs)) {
            views.catchUp();
            List<String> folded = rows(views.service());
            assertThat(folded).hasSizeGreaterThan(600 * 8);
            assertThat(askForRebuild(views)).isInstanceOf(RebuildStarted.class);
            awaitGeneration(views, 2);
            assertThat(rows(views.service())).isEqualTo(folded);
        }
    }

    @Test
    void a_rebuild_while_orders_come_in_misses_nothing_and_doubles_nothing() throws InterruptedException {
        Map<String, SomeLog> logs = RunningViews.logs();
        History history = new History(logs, 2);
        history.goOn(1, 300);
        try (RunningViews views = running(logs)) {
            AtomicLong last = new AtomicLong(300);
            AtomicInteger rebuilt = new AtomicInteger();
            Thread customers = Thread.ofVirtual().start(() -> {
                while (rebuilt.get() == 0) {
                    long first = last.get() + 1;
                    history.goOn(first, last.addAndGet(20));
                    views.service()
                            .runtime()
                            .await(() -> views.service().runtime().lag() < 1000, PATIENCE);
                }
            });
            askForRebuild(views);
            awaitGeneration(views, 2);
            rebuilt.set(1);
            customers.join();
            views.catchUp();
            List<String> live = rows(views.service());
            // The next one is built from logs that nobody writes any more: it is what must have come out.
            awaitEndOfRebuild(views);
            awaitGeneration(views, 3);
            assertThat(live).isEqualTo(rows(views.service())).hasSizeGreaterThan((int) last.get() * 8);
        }
    }

    /** Starts the next rebuild as soon as the last one is over. */
    private static void awaitEndOfRebuild(RunningViews views) {
        assertThat(views.service().runtime().await(() -> askForRebuild(views) instanceof RebuildStarted, PATIENCE))
                .isTrue();
    }

    @Test
    void what_the_service_consumes_between_the_last_batch_and_the_swap_is_not_lost() {
        Map<String, SomeLog> logs = RunningViews.logs();
        new History(logs, 4).goOn(1, 50);
        AtomicReference<Runnable> atTheEnd = new AtomicReference<>(() -> {});
        try (RunningViews views =
                running(logs, log -> log.source().equals("notifications") ? new Watched(log, atTheEnd) : log)) {
            views.catchUp();
            atTheEnd.set(() -> {
                new History(logs, 5).goOn(51, 60);
                views.catchUp();
            });
            askForRebuild(views);
            awaitGeneration(views, 2);
            views.catchUp();
            List<String> live = rows(views.service());
            awaitEndOfRebuild(views);
            awaitGeneration(views, 3);
            assertThat(live).isEqualTo(rows(views.service())).hasSizeGreaterThan(60 * 8);
        }
    }

    /** The last log of a batch: when a rebuild has read it, something happens once. */
    private record Watched(Feed log, AtomicReference<Runnable> atTheEnd) implements Feed {
        @Override
        public String source() {
            return log.source();
        }

        @Override
        public int lanes() {
            return log.lanes();
        }

        @Override
        public long head(int lane) {
            return log.head(lane);
        }

        @Override
        public List<LogEntry> read(int lane, long after, int max) {
            List<LogEntry> entries = log.read(lane, after, max);
            // Lanes have platform threads, rebuilds run as effects.
            if (Thread.currentThread().isVirtual() && lane == lanes() - 1) {
                atTheEnd.getAndSet(() -> {}).run();
            }
            return entries;
        }

        @Override
        public void onAppend(Runnable signal) {
            log.onAppend(signal);
        }
    }

    @Test
    void a_rebuild_that_is_killed_in_the_middle_is_finished_after_the_restart() {
        Map<String, SomeLog> logs = RunningViews.logs();
        new History(logs, 3).goOn(1, 600);
        AtomicInteger reads = new AtomicInteger();
        List<String> folded;
        try (RunningViews views = running(logs, log -> new Breaking(log, reads))) {
            views.catchUp();
            folded = rows(views.service());
            reads.set(1);
            askForRebuild(views);
            assertThat(views.service().runtime().await(() -> reads.get() > Breaking.MOST, PATIENCE))
                    .isTrue();
            assertThat(generation(views.service())).isEqualTo(1);
            assertThat(rows(views.service())).isEqualTo(folded);
            assertThat(askForRebuild(views)).isInstanceOf(RebuildUnderWay.class);
        }
        try (RunningViews views = running(logs)) {
            awaitGeneration(views, 2);
            assertThat(rows(views.service())).isEqualTo(folded);
        }
    }

    /** A log that cannot be read any more after some reads of a rebuild. */
    private record Breaking(Feed log, AtomicInteger reads) implements Feed {
        /** Twelve lanes make a batch: this breaks in the middle of the third. */
        static final int MOST = 30;

        @Override
        public String source() {
            return log.source();
        }

        @Override
        public int lanes() {
            return log.lanes();
        }

        @Override
        public long head(int lane) {
            return log.head(lane);
        }

        @Override
        public List<LogEntry> read(int lane, long after, int max) {
            if (reads.get() > 0 && reads.incrementAndGet() > MOST) {
                throw new IllegalStateException("the log is gone");
            }
            return log.read(lane, after, max);
        }

        @Override
        public void onAppend(Runnable signal) {
            log.onAppend(signal);
        }
    }
}
