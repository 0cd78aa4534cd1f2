package skald.orderviews.adapter.in;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import skald.toolkit.Service;
import skald.toolkit.Store.SourceLane;
import skald.toolkit.http.Problem;
import skald.toolkit.http.Request;

/** Read your writes: a query that names the position of a write is answered when the read model is that far. */
public final class ReadPosition {

    private static final String HEADER = "Skald-Position";
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Pattern POSITION = Pattern.compile("([a-z][a-z0-9-]{0,39})\\.([0-9]{1,6})\\.([0-9]{1,18})");

    private final Service runtime;

    public ReadPosition(Service runtime) {
        this.runtime = runtime;
    }

    /**
     * Waits if the request asks for it; throws 400 for what is no position, 503 if it takes too long.
     *
     * @return whether it asked
     */
    boolean awaitFor(Request request) {
        Optional<String> position = request.header(HEADER);
        position.ifPresent(this::await);
        return position.isPresent();
    }

    private void await(String position) {
        Matcher parts = POSITION.matcher(position);
        if (!parts.matches()) {
            throw malformed("must look like orders.0.17, as an answer's " + HEADER + " does");
        }
        try {
            if (!runtime.await(position, PATIENCE)) {
                throw behind(position, new SourceLane(parts.group(1), Integer.parseInt(parts.group(2))))
                        .exception();
            }
        } catch (IllegalArgumentException _) {
            throw malformed("names no log that is read here: take it from the answer of a write");
        }
    }

    private Problem behind(String position, SourceLane source) {
        String consumed = source.source() + '.' + source.lane() + '.' + runtime.consumed(source);
        return Problem.unavailable(
                "read-model-behind",
                "The read model has come to " + consumed + " and not to " + position + " yet; ask again.",
                Duration.ofSeconds(1));
    }

    private static RuntimeException malformed(String detail) {
        return Problem.malformed(java.util.List.of(new Problem.FieldError("header:" + HEADER, "bad-format", detail)))
                .exception();
    }
}
