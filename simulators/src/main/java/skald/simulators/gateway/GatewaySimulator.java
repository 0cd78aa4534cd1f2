package skald.simulators.gateway;

import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import skald.simulators.Attempts;
import skald.simulators.Bookkeeper;
import skald.simulators.Delay;
import skald.simulators.InMemoryLedger;
import skald.simulators.Ledger;
import skald.simulators.NoAnswerException;
import skald.simulators.UnavailableException;
import skald.simulators.gateway.GatewayEntry.Card;
import skald.simulators.gateway.GatewayEntry.Operation;

/**
 * A payment gateway: authorize, capture, void, refund. Every call has a key of the caller's; a call with a key that was
 * answered before is answered the same and does nothing. Answers are durable before they are given. Thread-safe.
 *
 * <p>The card's token chooses how the gateway behaves:
 *
 * <table>
 * <caption>Programmed behaviour</caption>
 * <tr><th>token</th><th>behaviour</th></tr>
 * <tr><td>{@code tok_visa}, or any other</td><td>approves everything that the rules allow</td></tr>
 * <tr><td>{@code tok_declined}</td><td>declines the authorization: insufficient funds</td></tr>
 * <tr><td>{@code tok_slow}</td><td>authorizes after two seconds</td></tr>
 * <tr><td>{@code tok_hang}</td><td>the first authorize call of a key never answers and does nothing; the key stays
 *     unknown, and the next call with it is carried out</td></tr>
 * <tr><td>{@code tok_authorize_lost}</td><td>authorizes, then drops the answer; asked again, it answers</td></tr>
 * <tr><td>{@code tok_capture_lost}</td><td>captures, then drops the answer; asked again, it answers</td></tr>
 * <tr><td>{@code tok_500_after_charge}</td><td>captures, then answers 500; asked again, it answers</td></tr>
 * <tr><td>{@code tok_capture_declined}</td><td>authorizes, then declines the capture</td></tr>
 * <tr><td>{@code tok_unavailable}</td><td>the first three authorize calls of a key get 503 and do nothing</td></tr>
 * <tr><td>{@code tok_void_fails}</td><td>authorizes; voiding fails with 500 for ever and does nothing</td></tr>
 * </table>
 */
public final class GatewaySimulator {
    public static final String VISA = "tok_visa";
    public static final String DECLINED = "tok_declined";
    public static final String SLOW = "tok_slow";
    public static final String HANG = "tok_hang";
    public static final String AUTHORIZE_LOST = "tok_authorize_lost";
    public static final String CAPTURE_LOST = "tok_capture_lost";
    public static final String ERROR_AFTER_CHARGE = "tok_500_after_charge";
    public static final String CAPTURE_DECLINED = "tok_capture_declined";
    public static final String UNAVAILABLE = "tok_unavailable";
    public static final String VOID_FAILS = "tok_void_fails";

    private static final Duration SLOWNESS = Duration.ofSeconds(2);
    /** Longer than any caller waits. */
    private static final Duration NEVER = Duration.ofHours(1);

    private final Ledger<GatewayEntry> ledger;
    private final Bookkeeper<GatewayCall, GatewayEntry> books;
    private final InstantSource clock;
    private final Delay delay;
    private final Attempts hanging = new Attempts();
    private final Attempts unavailable = new Attempts();

    private GatewaySimulator(Ledger<GatewayEntry> ledger, InstantSource clock, Delay delay, Executor executor) {
        this.ledger = ledger;
        this.books = new Bookkeeper<>(ledger, new GatewayRules(), executor);
        this.clock = clock;
        this.delay = delay;
    }

    /**
     * A gateway whose books are in the schema of {@code database}, by {@code skald/gatewaysimulator/migrations}.
     *
     * @param executor runs the commits, such as one virtual thread each
     */
    public static GatewaySimulator onPostgres(
            DataSource database, InstantSource clock, Delay delay, Executor executor) {
        return new GatewaySimulator(new PostgresGatewayLedger(database), clock, delay, executor);
    }

    /** A gateway whose books end with the process. */
    public static GatewaySimulator inMemory(InstantSource clock, Delay delay, Executor executor) {
        return new GatewaySimulator(new InMemoryLedger<>(), clock, delay, executor);
    }

    /**
     * Reserves {@code amount} on a card.
     *
     * @throws NoAnswerException if the answer is lost; it may have happened
     * @throws UnavailableException if it certainly did not happen
     */
    public Answer authorize(String key, Amount amount, String method, String token) throws InterruptedException {
        switch (token) {
            case SLOW -> delay.pause(SLOWNESS);
            case HANG -> hangOnce(key);
            case UNAVAILABLE -> refuseThrice(key);
            default -> {} // the other tokens behave well up to here
        }
        var entered = enter(key, key, Operation.AUTHORIZE, amount, new Card(method, token));
        if (entered.fresh() && token.equals(AUTHORIZE_LOST)) {
            throw new NoAnswerException("the gateway dropped the connection");
        }
        return answer(entered);
    }

    private void hangOnce(String key) throws InterruptedException {
        if (ledger.find(key).isEmpty() && hanging.isAmong(1, key)) {
            delay.pause(NEVER);
            throw new NoAnswerException("the gateway did not answer");
        }
    }

    private void refuseThrice(String key) {
        if (ledger.find(key).isEmpty() && unavailable.isAmong(3, key)) {
            throw new UnavailableException("the gateway answered 503 Service Unavailable");
        }
    }

    /** Takes {@code amount}, up to what is authorized. Exceptions as for {@link #authorize}. */
    public Answer capture(String key, String authorizeKey, Amount amount) throws InterruptedException {
        var entered = enter(key, authorizeKey, Operation.CAPTURE, amount, null);
        if (entered.fresh()) {
            switch (tokenOf(entered)) {
                case CAPTURE_LOST -> throw new NoAnswerException("the gateway dropped the connection");
                case ERROR_AFTER_CHARGE ->
                    throw new NoAnswerException("the gateway answered 500 Internal Server Error");
                default -> {} // the other tokens behave well here
            }
        }
        return answer(entered);
    }

    /**
     * Gives an authorization up. One that was never seen is void from now on: a late authorize with its key is declined.
     * Declined once anything is captured. Exceptions as for {@link #authorize}.
     */
    public Answer voidAuthorization(String key, String authorizeKey) throws InterruptedException {
        return answer(enter(key, authorizeKey, Operation.VOID, null, null));
    }

    /** Pays back {@code amount}, up to what is captured and not yet paid back. Exceptions as for {@link #authorize}. */
    public Answer refund(String key, String authorizeKey, Amount amount) throws InterruptedException {
        return answer(enter(key, authorizeKey, Operation.REFUND, amount, null));
    }

    /** What became of the call with {@code key}; empty if it certainly has had no effect so far. */
    public Optional<GatewayEntry> find(String key) {
        return ledger.find(key);
    }

    /** The books ordered by key (code points), at most {@code max} entries after {@code after}, for audits. */
    public List<GatewayEntry> ledger(@Nullable String after, int max) {
        return ledger.page(after, max);
    }

    private Bookkeeper.Entered<GatewayEntry> enter(
            String key, String authorizeKey, Operation operation, @Nullable Amount amount, @Nullable Card card)
            throws InterruptedException {
        var entered = books.enter(new GatewayCall(
                key, authorizeKey, operation, amount, card, clock.instant().truncatedTo(ChronoUnit.MICROS)));
        entered.entry().ifPresent(entry -> {
            if (entry.operation() != operation || !entry.subject().equals(authorizeKey)) {
                throw new IllegalArgumentException("the key " + key + " was used for another call: " + entry);
            }
        });
        return entered;
    }

    private static Answer answer(Bookkeeper.Entered<GatewayEntry> entered) {
        return entered.entry()
                .map(GatewayEntry::answer)
                .orElseThrow(() -> new NoAnswerException("the gateway answered 500 Internal Server Error"));
    }

    private static String tokenOf(Bookkeeper.Entered<GatewayEntry> entered) {
        return entered.entry().map(GatewayEntry::card).map(Card::token).orElse("");
    }
}
