package skald.payments.adapter.out;

import java.util.Optional;
import skald.contracts.Money;
import skald.payments.application.PaymentGateway;
import skald.payments.domain.GatewayCall;
import skald.payments.domain.GatewayCall.AskAuthorization;
import skald.payments.domain.GatewayCall.AskCapture;
import skald.payments.domain.GatewayCall.AskRefund;
import skald.payments.domain.GatewayCall.AskVoid;
import skald.simulators.UnavailableException;
import skald.simulators.gateway.Amount;
import skald.simulators.gateway.GatewayEntry;
import skald.simulators.gateway.GatewaySimulator;

/** The gateway that ships with Skald. */
public final class SimulatedGateway implements PaymentGateway {
    private final GatewaySimulator gateway;

    /** Calls {@code gateway}. */
    public SimulatedGateway(GatewaySimulator gateway) {
        this.gateway = gateway;
    }

    @Override
    public Answer perform(GatewayCall call) throws NotDoneException, InterruptedException {
        String key = call.key();
        String authorization = call.authorizationKey();
        try {
            return answer(
                    switch (call) {
                        case AskAuthorization ask ->
                            gateway.authorize(key, amount(ask.amount()), ask.method(), ask.token());
                        case AskCapture ask -> gateway.capture(key, authorization, amount(ask.amount()));
                        case AskVoid _ -> gateway.voidAuthorization(key, authorization);
                        case AskRefund ask -> gateway.refund(key, authorization, amount(ask.amount()));
                    });
        } catch (UnavailableException e) {
            throw new NotDoneException(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public Optional<Answer> find(String key) {
        return gateway.find(key).map(GatewayEntry::answer).map(SimulatedGateway::answer);
    }

    private static Answer answer(skald.simulators.gateway.Answer answer) {
        return switch (answer) {
            case skald.simulators.gateway.Answer.Approved _ -> new Answer.Approved();
            case skald.simulators.gateway.Answer.Declined(String reason) -> new Answer.Declined(reason);
        };
    }

    private static Amount amount(Money money) {
        return new Amount(money.amount(), money.currency());
    }
}
