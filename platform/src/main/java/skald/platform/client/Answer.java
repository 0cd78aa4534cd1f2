package skald.platform.client;

import tools.jackson.databind.JsonNode;

/**
 * What Skald answered to a request that it served.
 *
 * @param status 200 to 299
 * @param body the JSON; a missing node when there is none
 * @param replayed whether this is the kept answer to an earlier request with the same idempotency key
 */
public record Answer(int status, JsonNode body, boolean replayed) {

    /** The text, number or word at {@code field}, as text; empty if it is absent. */
    public String text(String field) {
        return body.path(field).asString("");
    }
}
