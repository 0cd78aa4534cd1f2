package skald.platform.cli;

import tools.jackson.databind.JsonNode;

/** Somebody who checks the invariants. */
@FunctionalInterface
public interface AuditSource {

    /**
     * The report as {@code GET /v1/audit} answers it:
     * {@code {"invariants":[{"number":1,"name":"…","checked":10,"broken":0,"examples":[…]}],"clean":true}}.
     */
    JsonNode report() throws InterruptedException;
}
