package skald.simulators.carrier;

import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import skald.simulators.Attempts;
import skald.simulators.Bookkeeper;
import skald.simulators.Delay;
import skald.simulators.InMemoryLedger;
import skald.simulators.Ledger;
import skald.simulators.NoAnswerException;
import skald.simulators.UnavailableException;
import skald.simulators.carrier.CarrierEntry.Operation;

/**
 * A carrier: book, cancel, dispatch. Every call has a key of the caller's; a call with a key that was answered before is
 * answered the same and does nothing. Whether a shipment is cancelled or dispatched is decided here, once. Answers are
 * durable before they are given. Thread-safe.
 *
 * <p>A word in brackets in the street chooses how the carrier behaves:
 *
 * <table>
 * <caption>Programmed behaviour</caption>
 * <tr><th>street has</th><th>behaviour</th></tr>
 * <tr><td>none of these</td><td>takes every booking, collects when dispatch is asked for</td></tr>
 * <tr><td>{@code [refuse]}</td><td>refuses the booking</td></tr>
 * <tr><td>{@code [slow]}</td><td>books after two seconds</td></tr>
 * <tr><td>{@code [hang]}</td><td>the first book call of a key never answers and does nothing; the next one with the key
 *     is carried out</td></tr>
 * <tr><td>{@code [unavailable]}</td><td>the first three book calls of a key get 503 and do nothing</td></tr>
 * <tr><td>{@code [book-lost]}</td><td>books, then drops the answer; asked again, it answers</td></tr>
 * <tr><td>{@code [dispatch-lost]}</td><td>collects, then drops the answer; asked again, it answers</td></tr>
 * <tr><td>{@code [hold]}</td><td>books and never collects: dispatch is answered "not yet", so that the shipment can
 *     still be cancelled</td></tr>
 * </table>
 */
public final class CarrierSimulator {
    public static final String REFUSE = "[refuse]";
    public static final String SLOW = "[slow]";
    public static final String HANG = "[hang]";
    public static final String UNAVAILABLE = "[unavailable]";
    public static final String BOOK_LOST = "[book-lost]";
    public static final String DISPATCH_LOST = "[dispatch-lost]";
    public static final String HOLD = "[hold]";

    private static final Pattern BEHAVIOUR =
            Pattern.compile("\\[(refuse|slow|hang|unavailable|book-lost|dispatch-lost|hold)]");
    private static final Duration SLOWNESS = Duration.ofSeconds(2);
    /** Longer than any caller waits. */
    private static final Duration NEVER = Duration.ofHours(1);

    private final Ledger<CarrierEntry> ledger;
    private final Bookkeeper<CarrierCall, CarrierEntry> books;
    private final InstantSource clock;
    private final Delay delay;
    private final Attempts hanging = new Attempts();
    private final Attempts unavailable = new Attempts();

    private CarrierSimulator(Ledger<CarrierEntry> ledger, InstantSource clock, Delay delay, Executor executor) {
        this.ledger = ledger;
        this.books = new Bookkeeper<>(ledger, new CarrierRules(), executor);
        this.clock = clock;
        this.delay = delay;
    }

    /**
     * A carrier whose books are in the schema of {@code database}, by {@code skald/carriersimulator/migrations}.
     *
     * @param executor runs the commits, such as one virtual thread each
     */
    public static CarrierSimulator onPostgres(
            DataSource database, InstantSource clock, Delay delay, Executor executor) {
        return new CarrierSimulator(new PostgresCarrierLedger(database), clock, delay, executor);
    }

    /** A carrier whose books end with the process. */
    public static CarrierSimulator inMemory(InstantSource clock, Delay delay, Executor executor) {
        return new CarrierSimulator(new InMemoryLedger<>(), clock, delay, executor);
    }

    /**
     * Books the transport to {@code destination}; refused if it was cancelled before.
     *
     * @throws NoAnswerException if the answer is lost; it may have happened
     * @throws UnavailableException if it certainly did not happen
     */
    public CarrierAnswer.Booking book(String key, Destination destination) throws InterruptedException {
        Matcher matcher = BEHAVIOUR.matcher(destination.street());
        String behaviour = matcher.find() ? matcher.group() : null;
        switch (behaviour == null ? "" : behaviour) {
            case SLOW -> delay.pause(SLOWNESS);
            case HANG -> hangOnce(key);
            case UNAVAILABLE -> refuseThrice(key);
            default -> {} // the others behave well up to here
        }
        var entered = enter(key, key, Operation.BOOK, behaviour);
        if (entered.fresh() && BOOK_LOST.equals(behaviour)) {
            throw new NoAnswerException("the carrier dropped the connection");
        }
        return CarrierAnswers.booking(entered.entry().orElseThrow());
    }

    private void hangOnce(String key) throws InterruptedException {
        if (ledger.find(key).isEmpty() && hanging.isAmong(1, key)) {
            delay.pause(NEVER);
            throw new NoAnswerException("the carrier did not answer");
        }
    }

    private void refuseThrice(String key) {
        if (ledger.find(key).isEmpty() && unavailable.isAmong(3, key)) {
            throw new UnavailableException("the carrier answered 503 Service Unavailable");
        }
    }

    /**
     * Cancels a booking unless it is dispatched. One that was never seen is cancelled from now on: a late book call with
     * its key is refused.
     */
    public CarrierAnswer.Cancellation cancel(String key, String bookingKey) throws InterruptedException {
        return CarrierAnswers.cancellation(
                enter(key, bookingKey, Operation.CANCEL, null).entry().orElseThrow());
    }

    /** Collects the goods of a booking unless it is cancelled. Exceptions as for {@link #book}. */
    public CarrierAnswer.Dispatch dispatch(String key, String bookingKey) throws InterruptedException {
        var entered = enter(key, bookingKey, Operation.DISPATCH, null);
        if (entered.fresh()
                && entered.entry()
                        .filter(e -> DISPATCH_LOST.equals(e.behaviour()))
                        .isPresent()) {
            throw new NoAnswerException("the carrier dropped the connection");
        }
        return entered.entry().map(CarrierAnswers::dispatch).orElseGet(CarrierAnswer.NotYet::new);
    }

    /** What became of the call with {@code key}; empty if it certainly has had no effect so far. */
    public Optional<CarrierAnswer> find(String key) {
        return ledger.find(key).map(CarrierAnswers::of);
    }

    /** The books ordered by key (code points), at most {@code max} entries after {@code after}, for audits. */
    public List<CarrierEntry> ledger(@Nullable String after, int max) {
        return ledger.page(after, max);
    }

    private Bookkeeper.Entered<CarrierEntry> enter(
            String key, String bookingKey, Operation operation, @Nullable String behaviour)
            throws InterruptedException {
        var entered = books.enter(new CarrierCall(
                key, bookingKey, operation, behaviour, clock.instant().truncatedTo(ChronoUnit.MICROS)));
        entered.entry().ifPresent(entry -> {
            if (entry.operation() != operation || !entry.subject().equals(bookingKey)) {
                throw new IllegalArgumentException("the key " + key + " was used for another call: " + entry);
            }
        });
        return entered;
    }
}
