package skald.platform.importer;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import skald.platform.client.Answer;
import skald.platform.client.Call;
import skald.platform.client.OrderView;
import skald.platform.client.PatientClient;
import skald.platform.client.SkaldClient;
import skald.platform.client.Time;
import skald.toolkit.http.Problem;
import skald.toolkit.http.ProblemException;
import tools.jackson.databind.node.ObjectNode;

/**
 * Cancels an order that is taken back as a whole before it has left; returns the goods otherwise. Both take effect once,
 * however often the import runs.
 */
final class Undoing {

    /** Refusals that say "not yet": the read model may be ahead of the orders service, one return follows another. */
    private static final Set<String> PASSING =
            Set.of("order.not-shipped", "order.return-in-progress", "order.payment-in-progress");

    private final PatientClient skald;
    private final Standings standings;
    private final Rejects rejects;
    private final Options options;
    private final Time time;
    private final AtomicInteger cancelled = new AtomicInteger();
    private final AtomicInteger returned = new AtomicInteger();
    private final AtomicInteger replayed = new AtomicInteger();
    /** What must be paid back at least, in minor units, by the ids of the orders that goods were returned of. */
    private final Map<String, Long> refunds = new ConcurrentHashMap<>();

    private Deadline deadline;

    Undoing(PatientClient skald, Standings standings, Rejects rejects, Options options, Time time) {
        this.skald = skald;
        this.standings = standings;
        this.rejects = rejects;
        this.options = options;
        this.time = time;
        this.deadline = Deadline.in(options.waitAtMost(), time);
    }

    /** Undoes list by list, some lists at the same time, and waits until everything is paid back. */
    void undoAll(Collection<List<Undo>> lists, Crew crew, Console console) throws InterruptedException {
        deadline = Deadline.in(options.waitAtMost(), time);
        crew.each("cancellations and returns", lists, list -> {
            for (Undo undo : list) {
                undo(undo);
            }
        });
        if (!refunds.isEmpty()) {
            try (Console.Progress progress = console.begin("refunds", refunds.size())) {
                standings.await(
                        refunds.keySet(),
                        standing -> standing.refunded() >= refunds.getOrDefault(standing.orderId(), 0L),
                        deadline,
                        progress);
            }
        }
    }

    private void undo(Undo undo) throws InterruptedException {
        try {
            if (!undo.whole() || !cancelled(undo)) {
                takeBack(undo);
            }
        } catch (ProblemException e) {
            rejects.add(Reject.refused(
                    undo.by().line(), undo.by().number(), e.problem().code()));
        }
    }

    int cancelled() {
        return cancelled.get();
    }

    int returned() {
        return returned.get();
    }

    /** Cancellations and returns that an earlier run had brought about; not counted otherwise. */
    int replayed() {
        return replayed.get();
    }

    /** Whether the order is cancelled now; false if the goods have left, so that they have to be returned. */
    private boolean cancelled(Undo undo) throws InterruptedException {
        String orderId = undo.order().orderId();
        OrderView before = standings.find(orderId);
        if (before != null && before.shipped()) {
            return false;
        }
        if (before != null && before.cancelled()) {
            replayed.incrementAndGet();
            return true;
        }
        ObjectNode body = SkaldClient.JSON
                .createObjectNode()
                .put("reason", "cancelled by invoice " + undo.by().number());
        Call call = Call.post(OrderView.path(orderId) + "/cancel", body)
                .withKey("import-cancel-" + undo.by().number() + "-" + orderId);
        try {
            skald.call(call, Undoing::passes);
        } catch (ProblemException e) {
            if (e.problem().status() == 409) {
                return false; // the goods have left in the meantime
            }
            throw e;
        }
        Optional<Standing> after =
                await(orderId, standing -> standing.decided() && (standing.shipped() || standing.cancelled()));
        boolean done = after.filter(standing -> standing.cancelled()).isPresent();
        if (done) {
            cancelled.incrementAndGet();
        }
        return done;
    }

    private void takeBack(Undo undo) throws InterruptedException {
        String orderId = undo.order().orderId();
        Optional<Standing> standing = await(orderId, order -> order.shipped() || order.failed());
        if (standing.isEmpty()) {
            rejects.add(reject(undo, Reason.ORDER_NOT_SHIPPED));
            return;
        }
        if (standing.get().failed()) {
            rejects.add(reject(undo, Reason.MATCHES_NOTHING));
            return;
        }
        ObjectNode body = SkaldClient.JSON.createObjectNode();
        body.set("lines", Placement.lines(undo.quantities()));
        Answer answer = skald.call(
                Call.post(OrderView.path(orderId) + "/returns", body)
                        .withKey("import-return-" + undo.by().number() + "-" + orderId),
                Undoing::passes);
        refunds.merge(orderId, answer.body().path("refund").path("amount").asLong(0), Long::sum);
        (answer.replayed() ? replayed : returned).incrementAndGet();
    }

    private static boolean passes(Problem problem) {
        return PASSING.contains(problem.code());
    }

    /** The order as soon as {@code wanted} holds for it; empty if the deadline comes first. */
    private Optional<Standing> await(String orderId, Predicate<Standing> wanted) throws InterruptedException {
        standings.await(Set.of(orderId), wanted, deadline, Console.silent().begin("", 1));
        @Nullable Standing last = standings.of(orderId);
        return Optional.ofNullable(last).filter(wanted);
    }

    private static Reject reject(Undo undo, Reason reason) {
        return Reject.of(undo.by().line(), undo.by().number(), "", reason);
    }
}
