package skald.platform.run;

import java.util.List;
import skald.platform.run.Target.Name;
import skald.platform.run.Target.Parameter;

/** Every route of the platform. A new one is described here, and gets its garbage. */
final class Targets {
    private static final String ID_AS_JSON = '"' + Name.ID.example + '"';

    private static final String[] NO_SKUS = {"\"a b\"", "\"../etc\"", "\"-\"", "\"a/b\"", "\"Ä\""};

    private Targets() {}

    static List<Target> all() {
        return List.of(
                Target.of("POST /v1/users")
                        .body("""
                            {"email": "ada@example.org", "name": "Ada", "roles": ["customer"],
                             "password": "correct horse"}\
                            """)
                        .optional("/roles", "/password")
                        .wrong("/password", "\"too short\"")
                        .wrong(
                                "/email",
                                "\"ada\"",
                                "\"@\"",
                                "\"a@b\"",
                                "\"a b@example.org\"",
                                "\"a@b.de\\r\\nBcc: x@y.de\"")
                        .wrong("/roles", "[\"king\"]", "[\"ADMIN\"]")
                        .key(),
                Target.of("GET /v1/users").parameter("email", Parameter.TEXT).paged(),
                Target.of("GET /v1/users/me"),
                Target.of("PUT /v1/users/{id}/password")
                        .name("id", Name.ID)
                        .body("""
                            {"password": "battery staple", "currentPassword": "correct horse"}\
                            """)
                        .optional("/currentPassword")
                        .wrong("/password", "\"too short\""),
                Target.of("POST /v1/sessions").body("""
                    {"email": "ada@example.org", "password": "correct horse"}\
                    """),
                Target.of("POST /v1/sessions/refresh").body("""
                    {"refreshToken": "abc"}\
                    """),
                Target.of("POST /v1/sessions/end").body("""
                    {"refreshToken": "abc"}\
                    """),
                Target.of("GET /.well-known/jwks.json"),
                Target.of("GET /v1/users/{id}").name("id", Name.ID),
                Target.of("PUT /v1/users/{id}/roles")
                        .name("id", Name.ID)
                        .body("""
                            {"roles": ["customer", "support"]}\
                            """)
                        .wrong("/roles", "[\"king\"]", "[\"ADMIN\"]"),
                Target.of("DELETE /v1/users/{id}").name("id", Name.ID),
                Target.of("GET /v1/products").parameter("q", Parameter.TEXT).paged(),
                Target.of("GET /v1/products/{sku}").name("sku", Name.SKU),
                Target.of("PUT /v1/products/{sku}")
                        .name("sku", Name.SKU)
                        .body("""
                            {"name": "A mug", "price": {"amount": 850, "currency": "EUR"}}\
                            """)
                        .wrong("/price/currency", "\"eur\"", "\"EURO\"", "\"QQQ\"", "\"€\"")
                        .version(),
                Target.of("GET /v1/stock/{sku}").name("sku", Name.SKU),
                Target.of("POST /v1/stock/{sku}/movements")
                        .name("sku", Name.SKU)
                        .body("""
                            {"type": "receipt", "quantity": 10, "reason": "delivered"}\
                            """)
                        .optional("/reason")
                        .wrong("/type", "\"sale\"", "\"RECEIPT\"")
                        .wrong("/quantity", "0", "1000000001")
                        .key(),
                Target.of("POST /v1/orders")
                        .body("""
                            {"userId": %s,
                             "lines": [{"sku": "MUG", "quantity": 1}, {"sku": "CUP", "quantity": 2}],
                             "shipTo": {"name": "Ada", "street": "1 Hill", "postalCode": "N1", "city": "London",
                                        "country": "GB"},
                             "payment": {"method": "card", "token": "tok_visa"},
                             "reference": "a gift"}\
                            """.formatted(ID_AS_JSON))
                        .optional("/shipTo/postalCode", "/reference")
                        .wrong("/userId", "\"ada\"", "\"1-1-1-1-1\"", "\"01890a5dac96774bbcceb302099a8057\"")
                        .wrong("/lines/0/sku", NO_SKUS)
                        .wrong("/lines/1/quantity", "0", "1000000001")
                        .wrong("/shipTo/country", "\"gb\"", "\"XX\"", "\"GBR\"")
                        .wrong("/payment/method", "\"cash\"", "\"CARD\"")
                        .key()
                        .position(),
                Target.of("GET /v1/orders")
                        .parameter("user", Parameter.ID)
                        .parameter("status", Parameter.WORD)
                        .parameter("q", Parameter.TEXT)
                        .parameter("placedAfter", Parameter.TIME)
                        .parameter("placedBefore", Parameter.TIME)
                        .paged()
                        .position(),
                Target.of("GET /v1/orders/{id}").name("id", Name.ID).position(),
                Target.of("GET /v1/orders/{id}/events").name("id", Name.ID).position(),
                Target.of("GET /v1/orders/{id}/timeline").name("id", Name.ID).position(),
                Target.of("POST /v1/orders/{id}/cancel")
                        .name("id", Name.ID)
                        .body("""
                            {"reason": "changed my mind"}\
                            """)
                        .bodyMayBeMissing()
                        .optional("/reason")
                        .key(),
                Target.of("DELETE /v1/orders/{id}").name("id", Name.ID).key(),
                Target.of("POST /v1/orders/{id}/returns")
                        .name("id", Name.ID)
                        .body("""
                            {"lines": [{"sku": "MUG", "quantity": 1}]}\
                            """)
                        .wrong("/lines/0/sku", NO_SKUS)
                        .wrong("/lines/0/quantity", "0", "1000000001")
                        .key(),
                Target.of("GET /v1/orders/{id}/payments").name("id", Name.ID),
                Target.of("GET /v1/orders/{id}/shipments").name("id", Name.ID),
                Target.of("POST /v1/orders/{id}/shipments/delivered")
                        .name("id", Name.ID)
                        .key(),
                Target.of("GET /v1/notifications")
                        .parameter("order", Parameter.ID)
                        .paged(),
                Target.of("GET /v1/sagas")
                        .parameter("status", Parameter.WORD)
                        .parameter("limit", Parameter.LIMIT)
                        .parameter("after", Parameter.CURSOR_OF_TEXTS),
                Target.of("GET /v1/sagas/{id}").name("id", Name.SAGA),
                Target.of("GET /v1/journeys")
                        .parameter("status", Parameter.WORD)
                        .paged(),
                Target.of("GET /v1/journeys/{id}").name("id", Name.ID),
                Target.of("POST /v1/journeys/{id}/announce").name("id", Name.ID).key(),
                Target.of("GET /v1/sagas/counts"),
                Target.of("GET /v1/sagas/check"),
                Target.of("POST /v1/sagas/{id}/retry")
                        .name("id", Name.SAGA)
                        .body("""
                            {"step": "authorize payment", "reason": "the gateway is back"}\
                            """)
                        .bodyMayBeMissing()
                        .optional("/step", "/reason")
                        .key(),
                Target.of("POST /v1/sagas/{id}/skip")
                        .name("id", Name.SAGA)
                        .body("""
                            {"step": "authorize payment", "reason": "voided by hand"}\
                            """)
                        .optional("/step")
                        .key(),
                Target.of("POST /v1/sagas/{id}/resolve")
                        .name("id", Name.SAGA)
                        .body("""
                            {"step": "authorize payment", "outcome": "done", "reason": "seen at the gateway"}\
                            """)
                        .optional("/step")
                        .wrong("/outcome", "\"DONE\"", "\"perhaps\"")
                        .key(),
                Target.of("POST /v1/sagas/{id}/resume")
                        .name("id", Name.SAGA)
                        .body("""
                            {"step": "authorize payment", "reason": "the gateway is back"}\
                            """)
                        .bodyMayBeMissing()
                        .optional("/step", "/reason")
                        .key(),
                Target.of("POST /v1/sagas/{id}/compensate")
                        .name("id", Name.SAGA)
                        .body("""
                            {"reason": "the customer called"}\
                            """)
                        .key(),
                Target.of("GET /v1/projections"),
                Target.of("POST /v1/projections/{name}/rebuild")
                        .name("name", Name.PROJECTION)
                        .key(),
                Target.of("GET /v1/dead-letters")
                        .parameter("service", Parameter.WORD)
                        .parameter("key", Parameter.TEXT)
                        .parameter("type", Parameter.TEXT)
                        .parameter("status", Parameter.WORD)
                        .paged(),
                Target.of("GET /v1/dead-letters/{id}").name("id", Name.DEAD_LETTER),
                Target.of("POST /v1/dead-letters/redrive")
                        .body("""
                            {"service": "orders", "key": "a", "type": "b", "reason": "mended"}\
                            """)
                        .optional("/key", "/type", "/reason")
                        .wrong("/service", "\"nobody\"", "\"ORDERS\""),
                Target.of("POST /v1/dead-letters/{id}/redrive")
                        .name("id", Name.DEAD_LETTER)
                        .body("""
                            {"reason": "mended"}\
                            """)
                        .bodyMayBeMissing()
                        .optional("/reason"),
                Target.of("POST /v1/dead-letters/{id}/discard")
                        .name("id", Name.DEAD_LETTER)
                        .body("""
                            {"reason": "a duplicate"}\
                            """),
                Target.of("GET /v1/audit"),
                Target.of("GET /openapi"),
                Target.of("GET /docs"),
                Target.of("GET /health/live"),
                Target.of("GET /health/ready"));
    }
}
