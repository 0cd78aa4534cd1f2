package skald.orderviews.application;

import skald.orderviews.application.RebuildMessages.BuildNext;
import skald.orderviews.application.RebuildMessages.Built;
import skald.orderviews.application.RebuildMessages.RebuildProjection;
import skald.orderviews.application.RebuildMessages.RebuildStarted;
import skald.orderviews.application.RebuildMessages.RebuildUnderWay;
import skald.toolkit.Handler;
import skald.toolkit.Message;
import skald.toolkit.Needs;
import skald.toolkit.Work;

/**
 * The course of a rebuild: steps that are recorded before they are done, one after the other, until the new generation
 * serves. Whoever is killed in the middle goes on with the step that was recorded last.
 */
public final class RebuildHandlers {

    private RebuildHandlers() {}

    /** Begins a rebuild unless one is under way. */
    public record Start(Rebuilds rebuilds) implements Handler<RebuildProjection> {
        @Override
        public void needs(Message<RebuildProjection> message, Needs needs) {
            needs.of(rebuilds, message.body().projection());
        }

        @Override
        public void decide(Message<RebuildProjection> message, Work work) {
            String projection = message.body().projection();
            Rebuild last = work.get(rebuilds, projection);
            if (last != null && last.isUnderWay()) {
                work.refuse(new RebuildUnderWay(projection, last.generation(), last.startedAt()));
                return;
            }
            Rebuild next = Rebuild.after(last, projection, work.now());
            work.put(rebuilds, projection, next);
            askFor(next, work);
            work.reply(new RebuildStarted(projection, next.generation(), next.startedAt()));
        }
    }

    /** Goes on with it. */
    public record Continue(Rebuilds rebuilds) implements Handler<Built> {
        @Override
        public void needs(Message<Built> message, Needs needs) {
            needs.of(rebuilds, message.body().projection());
        }

        @Override
        public void decide(Message<Built> message, Work work) {
            Built built = message.body();
            Rebuild rebuild = work.get(rebuilds, built.projection());
            if (rebuild == null || !rebuild.isUnderWay() || rebuild.generation() != built.generation()) {
                return;
            }
            Rebuild after = built.serving() ? rebuild.finished(work.now()) : rebuild.next();
            work.put(rebuilds, built.projection(), after);
            if (after.isUnderWay()) {
                askFor(after, work);
            }
        }
    }

    private static void askFor(Rebuild rebuild, Work work) {
        String id = "rebuild/" + rebuild.projection() + '/' + rebuild.generation() + '/' + rebuild.step();
        work.effect(
                id, rebuild.projection(), new BuildNext(rebuild.projection(), rebuild.generation(), rebuild.step()));
    }
}
