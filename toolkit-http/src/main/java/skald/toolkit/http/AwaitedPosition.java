package skald.toolkit.http;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import skald.toolkit.Service;
import skald.toolkit.Store.SourceLane;

/**
 * Read your writes, of whichever service: a request that names the positions of writes in {@code Skald-Position}, as their
 * answers did, is served when this service has come so far. Thread-safe.
 */
public final class AwaitedPosition {

    private static final String HEADER = "Skald-Position";
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Pattern POSITION = Pattern.compile("([a-z][a-z0-9-]{0,39})\\.([0-9]{1,6})\\.([0-9]{1,18})");
    /** More lanes than a caller can have written to lately. */
    private static final int MOST = 20;

    private final Service runtime;
    private final String code;

    /**
     * Waits for what {@code runtime} consumes.
     *
     * @param code of the problem that it has not come so far
     */
    public AwaitedPosition(Service runtime, String code) {
        this.runtime = runtime;
        this.code = code;
    }

    /**
     * Waits if the request asks for it; throws 400 for what is no position, 503 if it takes too long.
     *
     * @return whether it asked
     */
    public boolean awaitFor(Request request) {
        Optional<String> header = request.header(HEADER);
        header.ifPresent(this::awaitAll);
        return header.isPresent();
    }

    private void awaitAll(String header) {
        String[] positions = header.split(",", -1);
        if (positions.length > MOST) {
            throw malformed("names at most " + MOST + " positions");
        }
        for (String position : positions) {
            await(position.strip());
        }
    }

    private void await(String position) {
        Matcher parts = POSITION.matcher(position);
        if (!parts.matches()) {
            throw malformed("must look like orders.0.17, as an answer's " + HEADER + " does");
        }
        boolean isOwn = parts.group(1).equals(runtime.name())
                && Integer.parseInt(parts.group(2)) < runtime.feed().lanes();
        if (isOwn) {
            return; // whoever has the answer to a write finds it here
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
                code,
                "The " + runtime.name() + " service has come to " + consumed + " and not to " + position
                        + " yet; ask again.",
                Duration.ofSeconds(1));
    }

    private static RuntimeException malformed(String detail) {
        return Problem.malformed(List.of(new Problem.FieldError("header:" + HEADER, "bad-format", detail)))
                .exception();
    }
}
