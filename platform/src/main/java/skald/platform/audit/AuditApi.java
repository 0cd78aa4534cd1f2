package skald.platform.audit;

import skald.toolkit.http.Access;
import skald.toolkit.http.Response;
import skald.toolkit.http.Routes;

/** {@code GET /v1/audit}. */
public final class AuditApi {
    private final Audit audit;

    /** Answers with what {@code audit} finds. */
    public AuditApi(Audit audit) {
        this.audit = audit;
    }

    /** Adds the endpoint. */
    public void routes(Routes routes) {
        routes.describe(AuditApi.class, "openapi.json");
        routes.get("/v1/audit", Access.admins(), request -> {
            request.query(_ -> "");
            return Response.ok(audit.run());
        });
    }
}
