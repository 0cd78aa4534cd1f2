package skald.platform.client;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import skald.toolkit.http.Problem;
import skald.toolkit.http.ProblemException;

/**
 * Sends a request again while Skald is unavailable, busy or not ready for it: with growing pauses, at least as long as
 * {@code Retry-After} says, until the patience ends. Made for requests that may be repeated: reads, PUTs, and what carries
 * an idempotency key. Thread-safe.
 */
public final class PatientClient {

    private static final Set<Integer> PASSING = Set.of(429, 502, 503, 504);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final SkaldClient client;
    private final Duration patience;
    private final Time time;

    /** @param patience from the first failure of a request to giving up */
    public PatientClient(SkaldClient client, Duration patience, Time time) {
        this.client = client;
        this.patience = patience;
        this.time = time;
    }

    /**
     * The answer, as soon as it can be had.
     *
     * @throws ProblemException if Skald refuses the request for good
     * @throws UnavailableException if the patience ended
     */
    public Answer call(Call call) throws InterruptedException {
        return call(call, _ -> false);
    }

    /** The same, repeating also what is refused with a problem that {@code passing} says will pass. */
    public Answer call(Call call, Predicate<Problem> passing) throws InterruptedException {
        long start = time.nanos();
        for (int attempt = 0; ; attempt++) {
            RuntimeException failure;
            Duration pause = pause(call, attempt);
            try {
                return client.call(call);
            } catch (UnavailableException e) {
                failure = e;
            } catch (ProblemException e) {
                Problem problem = e.problem();
                if (!problem.retryable() && !PASSING.contains(problem.status()) && !passing.test(problem)) {
                    throw e;
                }
                failure = e;
                pause = longer(pause, retryAfter(problem));
            }
            if (time.since(start).plus(pause).compareTo(patience) > 0) {
                throw givingUp(failure);
            }
            time.pass(pause);
        }
    }

    private RuntimeException givingUp(RuntimeException failure) {
        if (failure instanceof ProblemException refusal
                && !PASSING.contains(refusal.problem().status())) {
            return refusal;
        }
        String why =
                failure instanceof ProblemException refusal ? refusal.problem().detail() : failure.getMessage();
        return new UnavailableException("Gave up after %d s. %s".formatted(patience.toSeconds(), why), failure);
    }

    /** Doubles from attempt to attempt; spread by what is asked for, so that those who failed together do not return together. */
    private static Duration pause(Call call, int attempt) {
        Duration grown = FIRST_PAUSE.multipliedBy(1L << Math.min(attempt, 10));
        Duration capped = grown.compareTo(LONGEST_PAUSE) < 0 ? grown : LONGEST_PAUSE;
        int hash = call.path().hashCode() ^ call.idempotencyKey().hashCode();
        return capped.multipliedBy(50 + Math.floorMod(hash, 51)).dividedBy(100);
    }

    private static Duration longer(Duration pause, Optional<Duration> retryAfter) {
        return retryAfter.filter(after -> after.compareTo(pause) > 0).orElse(pause);
    }

    private static Optional<Duration> retryAfter(Problem problem) {
        return Optional.ofNullable(problem.headers().get("Retry-After"))
                .filter(text -> text.matches("[0-9]{1,6}")) // the other form, a date, is not what Skald sends
                .map(text -> Duration.ofSeconds(Long.parseLong(text)));
    }
}
