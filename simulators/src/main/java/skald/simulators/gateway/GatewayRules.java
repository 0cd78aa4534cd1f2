package skald.simulators.gateway;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import skald.simulators.Bookkeeper;
import skald.simulators.gateway.GatewayEntry.Operation;

/** What the gateway approves: captures up to the authorization, refunds up to the captures, nothing after a void. */
final class GatewayRules implements Bookkeeper.Rules<GatewayCall, GatewayEntry> {

    @Override
    public Optional<GatewayEntry> decide(GatewayCall call, List<GatewayEntry> about) {
        return switch (call.operation()) {
            case AUTHORIZE -> Optional.of(authorize(call, about));
            case CAPTURE -> Optional.of(capture(call, about));
            case VOID -> voidAuthorization(call, about);
            case REFUND -> Optional.of(refund(call, about));
        };
    }

    private static GatewayEntry authorize(GatewayCall call, List<GatewayEntry> about) {
        if (isVoid(about)) {
            return call.declined("the authorization was voided before it was asked for");
        }
        return call.card() != null && call.card().token().equals(GatewaySimulator.DECLINED)
                ? call.declined("insufficient funds")
                : call.approved();
    }

    private static GatewayEntry capture(GatewayCall call, List<GatewayEntry> about) {
        GatewayEntry authorization = authorization(about);
        if (authorization == null) {
            return call.declined("nothing is authorized");
        }
        if (isVoid(about)) {
            return call.declined("the authorization is void");
        }
        if (GatewaySimulator.CAPTURE_DECLINED.equals(tokenOf(authorization))) {
            return call.declined("the card's issuer refuses to pay");
        }
        long open = minorUnits(authorization.amount()) - sum(about, Operation.CAPTURE);
        GatewayCall onCard = call.with(authorization.card());
        return isWithin(call.amount(), open, authorization)
                ? onCard.approved()
                : onCard.declined("more than authorized");
    }

    /** Empty: this authorization's void fails for technical reasons. */
    private static Optional<GatewayEntry> voidAuthorization(GatewayCall call, List<GatewayEntry> about) {
        GatewayEntry authorization = authorization(about);
        if (authorization == null) {
            return Optional.of(call.approved());
        }
        if (GatewaySimulator.VOID_FAILS.equals(tokenOf(authorization))) {
            return Optional.empty();
        }
        boolean captured = about.stream().anyMatch(e -> e.operation() == Operation.CAPTURE && e.isApproved());
        return Optional.of(
                captured ? call.declined("captured already: refund it") : call.approved(authorization.amount()));
    }

    private static GatewayEntry refund(GatewayCall call, List<GatewayEntry> about) {
        GatewayEntry authorization = authorization(about);
        if (authorization == null) {
            return call.declined("nothing is authorized");
        }
        long open = sum(about, Operation.CAPTURE) - sum(about, Operation.REFUND);
        return isWithin(call.amount(), open, authorization) ? call.approved() : call.declined("more than captured");
    }

    private static @Nullable GatewayEntry authorization(List<GatewayEntry> about) {
        return about.stream()
                .filter(entry -> entry.operation() == Operation.AUTHORIZE && entry.isApproved())
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String tokenOf(GatewayEntry authorization) {
        return authorization.card() == null ? null : authorization.card().token();
    }

    private static boolean isVoid(List<GatewayEntry> about) {
        return about.stream().anyMatch(entry -> entry.operation() == Operation.VOID && entry.isApproved());
    }

    private static long sum(List<GatewayEntry> about, Operation operation) {
        return about.stream()
                .filter(entry -> entry.operation() == operation && entry.isApproved())
                .mapToLong(entry -> minorUnits(entry.amount()))
                .sum();
    }

    private static long minorUnits(@Nullable Amount amount) {
        return amount == null ? 0 : amount.minorUnits();
    }

    private static boolean isWithin(@Nullable Amount amount, long open, GatewayEntry authorization) {
        return amount != null
                && authorization.amount() != null
                && amount.currency().equals(authorization.amount().currency())
                && amount.minorUnits() <= open;
    }
}
