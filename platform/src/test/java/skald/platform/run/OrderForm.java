package skald.platform.run;

import java.nio.charset.StandardCharsets;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** An order as a customer fills it in: paid with a good card and sent to a good address unless it says otherwise. */
final class OrderForm {
    private static final JsonMapper JSON = new JsonMapper();

    private final RunningPlatform skald;
    private final ObjectNode body;

    OrderForm(RunningPlatform skald, String userId) {
        this.skald = skald;
        this.body = (ObjectNode) JSON.readTree("""
            {"lines": [],
             "shipTo": {"name": "Ada Lovelace", "street": "12 St James's Square", "city": "London", "country": "GB"},
             "payment": {"method": "card", "token": "tok_visa"}}\
            """);
        body.put("userId", userId);
    }

    OrderForm line(String sku, long quantity) {
        body.withArray("/lines").addObject().put("sku", sku).put("quantity", quantity);
        return this;
    }

    /** Pays with this token; the gateway simulator knows some special ones. */
    OrderForm with(String token) {
        body.withObject("/payment").put("token", token);
        return this;
    }

    /** Has it sent to this street; the carrier simulator knows some special words. */
    OrderForm to(String street) {
        body.withObject("/shipTo").put("street", street);
        return this;
    }

    OrderForm reference(String reference) {
        body.put("reference", reference);
        return this;
    }

    byte[] body() {
        return body.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Sends it; whatever the answer is. */
    Answer send(String... headers) {
        return skald.sendOrder(body(), headers);
    }

    /** Sends it, is told that it is accepted, and gives its id. */
    String place() {
        return send("Idempotency-Key", skald.newKey()).expect(201).text("/orderId");
    }
}
