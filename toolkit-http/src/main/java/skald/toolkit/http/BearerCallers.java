package skald.toolkit.http;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Callers who show a bearer token (RFC 6750) in the Authorization header. Tokens in queries and bodies are not looked at:
 * those end up in logs. Thread-safe.
 */
public final class BearerCallers implements Callers {

    /** The form of a token (RFC 9110, token68), no longer than what fits among the other headers. */
    private static final Pattern BEARER = Pattern.compile("(?i:bearer) ([A-Za-z0-9._~+/-]{1,8192}=*)");

    private final List<BearerTokens> kinds;

    /** Asks each kind of token in this order. */
    public BearerCallers(List<BearerTokens> kinds) {
        this.kinds = List.copyOf(kinds);
    }

    @Override
    public Caller of(Request request) {
        Optional<String> header = request.header("Authorization");
        return header.isEmpty() ? Caller.anonymous() : callerWith(header.get());
    }

    private Caller callerWith(String header) {
        Matcher bearer = BEARER.matcher(header);
        if (!bearer.matches()) {
            throw refusal("The Authorization header must be \"Bearer\" and a token.");
        }
        for (BearerTokens kind : kinds) {
            Optional<Caller> caller = kind.callerWith(bearer.group(1));
            if (caller.isPresent()) {
                return caller.get();
            }
        }
        // Nothing about why: that would tell a forger how far a forgery came.
        throw refusal("The token is not valid, or no longer; get a new one.");
    }

    private static ProblemException refusal(String detail) {
        return Problem.unauthorized(detail)
                .withHeader("WWW-Authenticate", "Bearer error=\"invalid_token\"")
                .exception();
    }
}
