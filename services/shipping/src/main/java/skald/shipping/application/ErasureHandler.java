package skald.shipping.application;

import java.time.Duration;
import java.util.UUID;
import java.util.function.Function;
import skald.contracts.users.UserErased;
import skald.shipping.application.ParcelRow.Erased;
import skald.toolkit.Handler;
import skald.toolkit.Message;
import skald.toolkit.Needs;
import skald.toolkit.Work;

/**
 * Erases the addresses of a user: at once, and again later, since an order that was placed just before comes through
 * another log and may be heard of after the erasure.
 */
final class ErasureHandler<B> implements Handler<B> {

    /** Longer than the saga of an order takes to book its shipment, or to expire. */
    private static final Duration LATER = Duration.ofHours(1);

    private final Parcels parcels;
    private final PendingOrders pending;
    private final Function<B, String> userIdOf;
    private final boolean again;

    private ErasureHandler(Parcels parcels, PendingOrders pending, Function<B, String> userIdOf, boolean again) {
        this.parcels = parcels;
        this.pending = pending;
        this.userIdOf = userIdOf;
        this.again = again;
    }

    static Handler<UserErased> first(Parcels parcels, PendingOrders pending) {
        return new ErasureHandler<>(parcels, pending, UserErased::userId, true);
    }

    static Handler<EraseAgain> again(Parcels parcels, PendingOrders pending) {
        return new ErasureHandler<>(parcels, pending, EraseAgain::userId, false);
    }

    @Override
    public void needs(Message<B> message, Needs needs) {}

    @Override
    public void decide(Message<B> message, Work work) {
        String userId = userIdOf.apply(message.body());
        work.append(parcels, new Erased(UUID.fromString(userId)));
        work.append(pending.erasures(), UUID.fromString(userId));
        if (again) {
            work.schedule(userId, "erase again", work.now().plus(LATER), new EraseAgain(userId));
        }
    }
}
