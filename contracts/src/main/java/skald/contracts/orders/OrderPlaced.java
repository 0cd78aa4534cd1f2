package skald.contracts.orders;

import java.util.List;
import org.jspecify.annotations.Nullable;
import skald.contracts.Address;
import skald.contracts.Money;

/** The order is accepted and priced; nothing is paid or held yet. Key: the order id. */
public record OrderPlaced(
        String orderId,
        String userId,
        List<PricedLine> lines,
        Money total,
        Address shipTo,
        @Nullable String reference) {}
