package skald.toolkit;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import skald.toolkit.Store.PendingEffect;

/** One attempt of an effect, cut off at its deadline. */
final class EffectAttempt {
    private EffectAttempt() {}

    static Outcome run(
            ServiceDefinition.BoundEffect<Object> bound, PendingEffect effect, Object request, Executor executor) {
        // The call has a thread of its own: one that ignores its interruption is left behind, not waited for.
        FutureTask<Outcome> call = new FutureTask<>(() -> effect.unknown()
                ? bound.effect().ask(effect.id(), request)
                : bound.effect().perform(effect.id(), request));
        executor.execute(call);
        try {
            return call.get(bound.policy().deadline().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            call.cancel(true);
            return new Outcome.Unknown("no answer within " + bound.policy().deadline());
        } catch (ExecutionException e) {
            return new Outcome.Unknown(String.valueOf(e.getCause()));
        } catch (InterruptedException _) {
            call.cancel(true);
            Thread.currentThread().interrupt();
            return new Outcome.Unknown("interrupted");
        }
    }
}
