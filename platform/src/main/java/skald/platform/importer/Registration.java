package skald.platform.importer;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import skald.platform.client.Call;
import skald.platform.client.PatientClient;
import skald.platform.client.SkaldClient;
import skald.toolkit.http.ProblemException;
import tools.jackson.databind.node.ObjectNode;

/** Registers the customers: once each, however often the import runs. */
final class Registration {

    private final PatientClient skald;
    private final Map<String, String> userIds = new ConcurrentHashMap<>();
    private final Map<String, String> refusals = new ConcurrentHashMap<>();

    Registration(PatientClient skald) {
        this.skald = skald;
    }

    static String nameOf(String customer) {
        return "Customer " + customer;
    }

    void register(String customer) throws InterruptedException {
        String email = "customer-" + customer + "@retail.example";
        ObjectNode body =
                SkaldClient.JSON.createObjectNode().put("email", email).put("name", nameOf(customer));
        try {
            String userId = skald.call(Call.post("/v1/users", body).withKey("import-user-" + customer))
                    .text("userId");
            userIds.put(customer, userId);
        } catch (ProblemException e) {
            Optional<String> known = e.problem().status() == 409 ? find(email) : Optional.empty();
            known.ifPresentOrElse(
                    id -> userIds.put(customer, id),
                    () -> refusals.put(customer, e.problem().code()));
        }
    }

    int registered() {
        return userIds.size();
    }

    Optional<String> userId(String customer) {
        return Optional.ofNullable(userIds.get(customer));
    }

    /** Why there is no such user. */
    String refusal(String customer) {
        return refusals.getOrDefault(customer, "unknown");
    }

    /** Somebody registered the customer without this import. */
    private Optional<String> find(String email) throws InterruptedException {
        return skald.call(Call.get("/v1/users?email=" + Call.parameter(email)))
                .body()
                .path("items")
                .path(0)
                .path("userId")
                .asStringOpt();
    }
}
