package skald.simulators.gateway;

/** So many minor units (cents, pence) of an ISO 4217 currency; never negative. */
public record Amount(long minorUnits, String currency) {

    /** Refuses a negative amount. */
    public Amount {
        if (minorUnits < 0) {
            throw new IllegalArgumentException("an amount is not negative: " + minorUnits);
        }
    }
}
