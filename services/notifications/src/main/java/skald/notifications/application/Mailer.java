package skald.notifications.application;

/** Port to whatever carries mail away. Implementations are thread-safe and obey interruption. */
public interface Mailer {

    /**
     * Hands one mail over. The same mail may be handed over again after {@link Delivery.Unclear}, an exception or a crash;
     * an implementation that can tell takes it once.
     */
    Delivery send(Mail mail);
}
