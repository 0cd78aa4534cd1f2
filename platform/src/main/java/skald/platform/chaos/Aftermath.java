package skald.platform.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import skald.platform.client.Answer;
import skald.platform.client.Call;
import skald.platform.client.OrderView;
import skald.platform.client.PatientClient;
import skald.platform.client.Time;
import skald.platform.client.UnavailableException;
import skald.toolkit.http.ProblemException;
import tools.jackson.databind.JsonNode;

/** Looks at Skald when it runs undisturbed again, until nothing is wrong any more or the time for that is over. */
final class Aftermath {

    /** An answer that was lost is asked for again within seconds, each time later; this is many of them. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int PAGE = 200;
    private static final List<String> UNFINISHED = List.of("running", "compensating", "stuck");

    private final PatientClient skald;
    private final Plan plan;
    private final Acknowledgements acknowledgements;
    private final Time time;

    Aftermath(PatientClient skald, Plan plan, Acknowledgements acknowledgements, Time time) {
        this.skald = skald;
        this.plan = plan;
        this.acknowledgements = acknowledgements;
        this.time = time;
    }

    /** What is wrong and stays so. */
    List<String> findings() throws InterruptedException {
        long start = time.nanos();
        while (true) {
            List<String> findings;
            try {
                findings = look();
            } catch (UnavailableException | ProblemException e) {
                findings = List.of("Skald does not answer as it should: " + e.getMessage());
            }
            if (findings.isEmpty() || time.since(start).compareTo(PATIENCE) > 0) {
                return findings;
            }
            time.pass(PAUSE);
        }
    }

    private List<String> look() throws InterruptedException {
        List<String> findings =
                new ArrayList<>(Judgement.of(plan, acknowledgements.orderIds(), orders(), Shop.stock(skald, plan)));
        for (String status : UNFINISHED) {
            for (JsonNode saga : skald.call(Call.get("/v1/sagas?limit=" + PAGE + "&status=" + status))
                    .body()
                    .path("items")) {
                findings.add("The saga " + saga.path("sagaId").asString("") + " is " + status + " at the step \""
                        + saga.path("step").asString("") + "\"");
            }
        }
        if (findings.isEmpty()) {
            findings.addAll(audit()); // looks at suspects several times, so it comes last
        }
        return findings;
    }

    private List<OrderView> orders() throws InterruptedException {
        List<OrderView> orders = new ArrayList<>();
        String cursor = "";
        do {
            String after = cursor.isEmpty() ? "" : "&after=" + Call.parameter(cursor);
            JsonNode page =
                    skald.call(Call.get("/v1/orders?limit=" + PAGE + after)).body();
            page.path("items").forEach(item -> orders.add(new OrderView(item)));
            cursor = page.path("next").asString("");
        } while (!cursor.isEmpty());
        return orders;
    }

    private List<String> audit() throws InterruptedException {
        JsonNode report = skald.call(Call.get("/v1/audit")).body();
        List<String> findings = new ArrayList<>();
        for (JsonNode invariant : report.path("invariants")) {
            if (invariant.path("broken").asLong(0) > 0) {
                findings.add("The audit found invariant " + invariant.path("number") + " broken "
                        + invariant.path("broken") + " times, such as: " + invariant.path("examples"));
            }
        }
        if (findings.isEmpty() && !report.path("clean").asBoolean(false)) {
            findings.add("The audit is not clean: " + report);
        }
        if (report.path("underWay").asLong(-1) != 0) {
            findings.add("The audit found " + report.path("underWay") + " orders under way");
        }
        return findings;
    }

    /** Sends every acknowledged order once more: each key must be answered with the order that it placed. */
    List<String> repeat(List<String> users) throws InterruptedException {
        Map<String, String> orderIds = acknowledgements.orderIds();
        List<String> findings = new ArrayList<>();
        for (PlannedOrder order : plan.orders()) {
            String orderId = orderIds.get(order.key());
            if (orderId != null) {
                Call call = Call.post("/v1/orders", order.body(users.get(order.customer())))
                        .withKey(order.key());
                Answer answer = skald.call(call);
                if (!answer.replayed() || !answer.text("orderId").equals(orderId)) {
                    findings.add("The key " + order.key() + " placed order " + orderId + " and, sent again, "
                            + answer.text("orderId"));
                }
            }
        }
        return findings;
    }
}
