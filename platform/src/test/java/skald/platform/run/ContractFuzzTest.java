package skald.platform.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * Requests that are made out of the contract, by everybody: whatever comes, the answer is one that the contract describes, and
 * the books agree afterwards. {@code -Dskald.fuzz.requests=1000000} sends more, {@code -Dskald.seed} the same again.
 */
class ContractFuzzTest {
    private static final int CALLERS_AT_ONCE = 8;

    /** What the default build has time for. */
    private static final int REQUESTS = 20_000;

    private record Aimed(ContractFuzz.Shot shot, String token, String caller) {}

    @Test
    void every_answer_is_described_and_the_books_agree_afterwards() throws Exception {
        long seed = Long.getLong("skald.seed", 20_260_301L);
        int wanted = Integer.getInteger("skald.fuzz.requests", REQUESTS);
        try (RunningPlatform skald = RunningPlatform.inMemory()) {
            List<Aimed> all = aimed(skald);
            Map<String, Integer> statuses = new ConcurrentHashMap<>();
            List<String> complaints = Collections.synchronizedList(new ArrayList<>());
            Random random = new Random(seed);
            try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS_AT_ONCE)) {
                for (int sent = 0; sent < wanted; sent += all.size()) {
                    Collections.shuffle(all, random);
                    List<Callable<Void>> shots = all.subList(0, Math.min(all.size(), wanted - sent)).stream()
                            .map(one -> fire(skald, one, statuses, complaints))
                            .toList();
                    for (Future<Void> shot : callers.invokeAll(shots)) {
                        shot.get();
                    }
                }
            }
            assertThat(complaints)
                    .as("seed " + seed + ", " + new TreeMap<>(statuses))
                    .isEmpty();
            assertThat(statuses.values().stream().mapToInt(Integer::intValue).sum())
                    .isEqualTo(wanted);
            assertThat(statuses).containsKeys("200", "201", "400", "401", "403", "404", "422");
            Answer audit = Waiting.until(
                    "no order is under way",
                    () -> skald.http().get("/v1/audit").expect(200),
                    report -> report.number("/underWay") == 0);
            assertThat(audit.json().at("/clean").asBoolean(false))
                    .as(audit.body())
                    .isTrue();
        }
    }

    private static Callable<Void> fire(
            RunningPlatform skald, Aimed one, Map<String, Integer> statuses, List<String> complaints) {
        return () -> {
            ContractFuzz.Shot shot = one.shot();
            try {
                Answer answer = skald.http()
                        .as(one.token())
                        .send(
                                shot.method(),
                                shot.path(),
                                shot.body().getBytes(UTF_8),
                                shot.headers().toArray(String[]::new));
                statuses.merge(Integer.toString(answer.status()), 1, Integer::sum);
                if (answer.status() >= 500) {
                    complaints.add(shot.operation() + " by " + one.caller() + ", " + shot.wrong() + ": " + answer);
                }
            } catch (AssertionError undescribed) {
                statuses.merge("undescribed", 1, Integer::sum);
                complaints.add(shot.wrong() + " by " + one.caller() + ": " + undescribed.getMessage());
            }
            return null;
        };
    }

    /** Every request by everybody. */
    private static List<Aimed> aimed(RunningPlatform skald) {
        Map<String, String> tokens =
                new TreeMap<>(Map.of("nobody", "", "operator", skald.http().token()));
        Map<String, String> names = new HashMap<>();
        for (String role : List.of("customer", "support", "admin")) {
            String email = role + "@contract.example";
            String id = send(skald.http(), "/v1/users", """
                {"email":"%s","name":"Somebody","password":"correct horse","roles":["%s"]}
                """.formatted(email, role))
                    .expect(201)
                    .text("/userId");
            String token = send(skald.http(), "/v1/sessions", """
                {"email":"%s","password":"correct horse"}
                """.formatted(email))
                    .expect(201)
                    .text("/accessToken");
            tokens.put(role, token);
            if (role.equals("customer")) {
                names.put("user", id);
            }
        }
        String user = String.valueOf(names.get("user"));
        String sku = skald.product("CORRECT", 100, 1_000);
        String order = skald.orderOf(user).line(sku, 5).place();
        skald.awaitShipped(order);
        names.putAll(Map.of("id", order, "sku", sku, "name", "orders"));
        // Nobody is kept waiting for an order that is on its way, and the customer stays.
        names.put("GET /v1/orders/{id}/events id", Target.Name.ID.example);
        for (String operation : List.of("GET", "DELETE")) {
            names.put(operation + " /v1/users/{id} id", operation.equals("GET") ? user : Target.Name.ID.example);
        }
        List<Aimed> all = new ArrayList<>();
        for (ContractFuzz.Shot shot :
                new ContractFuzz(skald.http().get("/openapi").json(), names).shots()) {
            tokens.forEach((caller, token) -> all.add(new Aimed(shot, token, caller)));
        }
        return all;
    }

    private static Answer send(Http http, String path, String body) {
        return http.send("POST", path, body.getBytes(UTF_8));
    }
}
