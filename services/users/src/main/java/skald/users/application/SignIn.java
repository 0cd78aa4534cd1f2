package skald.users.application;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import skald.toolkit.Ids;
import skald.users.application.AccessTokens.AccessToken;
import skald.users.application.Attempts.Limit;
import skald.users.domain.Credential;
import skald.users.domain.EmailAddress;
import skald.users.domain.Password;
import skald.users.domain.Session;
import skald.users.domain.User;

/**
 * Signing in, staying signed in, and signing out. Nothing that it answers, and no time that it takes, tells whether an
 * address belongs to somebody. Thread-safe.
 */
public final class SignIn {

    /** A user who mistypes gets through; a guesser gets three thousand guesses a day. */
    private static final Limit BY_ACCOUNT = new Limit(10, Duration.ofSeconds(30));

    /** Failures only, because a shop's own server signs in all its customers from one address. */
    private static final Limit BY_PEER = new Limit(60, Duration.ofSeconds(1));

    /** Who is unknown makes new users one by one, not by the thousand. */
    private static final Limit REGISTRATIONS = new Limit(20, Duration.ofSeconds(10));

    /** A session ends when it is not used for so long. */
    private static final Duration SESSION = Duration.ofDays(30);

    /** As many as end in the time of one sign-in, many times over. */
    private static final int MOST_FORGOTTEN = 20;

    /** What came of it. */
    public sealed interface Outcome {

        /** The caller is this user from now on. */
        record SignedIn(User.Registered user, AccessToken accessToken, String refreshToken) implements Outcome {
            @Override
            public String toString() {
                return "SignedIn[" + user.id() + "]";
            }
        }

        /** Nothing matches; nothing is told about what. */
        record Refused() implements Outcome {}

        /** Too often. */
        record TooOften(Duration retryAfter) implements Outcome {}
    }

    private final Users users;
    private final Credentials credentials;
    private final Passwords passwords;
    private final Sessions sessions;
    private final Attempts attempts;
    private final AccessTokens accessTokens;
    private final InstantSource clock;
    private final Ids ids;
    private final RandomGenerator random;

    /** @param random a cryptographically strong one */
    public SignIn(
            Users users,
            Credentials credentials,
            Passwords passwords,
            Sessions sessions,
            Attempts attempts,
            AccessTokens accessTokens,
            InstantSource clock,
            Ids ids,
            RandomGenerator random) {
        this.users = users;
        this.credentials = credentials;
        this.passwords = passwords;
        this.sessions = sessions;
        this.attempts = attempts;
        this.accessTokens = accessTokens;
        this.clock = clock;
        this.ids = ids;
        this.random = random;
    }

    /** Opens a session. @param peer where the request comes from */
    public Outcome with(EmailAddress email, Password password, String peer) {
        Instant now = clock.instant();
        String account = "account " + RefreshToken.sha256(email.normalized());
        Duration wait = longer(attempts.take(account, BY_ACCOUNT, now), attempts.take("peer " + peer, BY_PEER, now));
        if (wait.isPositive()) {
            return new Outcome.TooOften(wait);
        }
        Optional<User.Registered> user = users.byEmail(email.normalized());
        if (!proves(user.map(User.Registered::id), password)) {
            return new Outcome.Refused();
        }
        attempts.giveBack(account, BY_ACCOUNT, now);
        attempts.giveBack("peer " + peer, BY_PEER, now);
        sessions.forget(now, MOST_FORGOTTEN);
        // Nobody can guess it: whoever knows the id of a session can end it.
        RefreshToken token = RefreshToken.next(new UUID(random.nextLong(), random.nextLong()), random);
        sessions.open(new Session(token.sessionId(), user.orElseThrow().id(), token.hash(), now, now.plus(SESSION)));
        return new Outcome.SignedIn(user.get(), accessTokens.issue(user.get()), token.text());
    }

    /** Counts a registration by somebody unknown; how long to wait if that is one too many. */
    public Optional<Duration> countStranger(String peer) {
        return Optional.of(attempts.take("stranger " + peer, REGISTRATIONS, clock.instant()))
                .filter(Duration::isPositive);
    }

    /** Whether it is this user's password, with a limit on tries; for whoever changes it. */
    public Optional<Outcome> confirm(UUID userId, Password password) {
        Instant now = clock.instant();
        String account = "account " + userId;
        Duration wait = attempts.take(account, BY_ACCOUNT, now);
        if (wait.isPositive()) {
            return Optional.of(new Outcome.TooOften(wait));
        }
        if (!proves(Optional.of(userId), password)) {
            return Optional.of(new Outcome.Refused());
        }
        attempts.giveBack(account, BY_ACCOUNT, now);
        return Optional.empty();
    }

    /** Takes the same time for a wrong password, for a user without one, and for nobody. */
    private boolean proves(Optional<UUID> userId, Password password) {
        Optional<Credential> credential = userId.flatMap(credentials::find);
        if (credential.isEmpty()) {
            passwords.matchesNothing(password);
            return false;
        }
        return passwords.matches(password, credential.get().passwordHash());
    }

    /**
     * Goes on with a session: a new access token with the roles of now, and a new refresh token. A refresh token that was
     * used before ends its session, because somebody else may have used it (RFC 9700, 4.14.2).
     */
    public Outcome again(String refreshToken) {
        Instant now = clock.instant();
        Optional<RefreshToken> used = RefreshToken.parse(refreshToken);
        if (used.isEmpty()) {
            return new Outcome.Refused();
        }
        UUID id = used.get().sessionId();
        RefreshToken next = RefreshToken.next(id, random);
        Optional<User.Registered> user = sessions.renew(id, used.get().hash(), next.hash(), now, now.plus(SESSION))
                .filter(session -> credentials
                        .find(session.userId())
                        .filter(credential -> credential.covers(session))
                        .isPresent())
                .flatMap(session -> users.registered(session.userId()));
        if (user.isEmpty()) {
            sessions.end(id);
            return new Outcome.Refused();
        }
        return new Outcome.SignedIn(user.get(), accessTokens.issue(user.get()), next.text());
    }

    /** Ends a session, if the token is one of a session. */
    public void end(String refreshToken) {
        RefreshToken.parse(refreshToken).ifPresent(token -> sessions.end(token.sessionId()));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }
}
