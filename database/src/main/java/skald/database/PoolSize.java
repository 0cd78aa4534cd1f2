package skald.database;

/**
 * How many connections a service keeps.
 *
 * @param maximum at most open; PostgreSQL does most work with few connections per core
 * @param minimumIdle kept open while nothing happens
 */
public record PoolSize(int maximum, int minimumIdle) {
    /** Enough for a service on a small machine: seven services stay below PostgreSQL's usual 100 connections. */
    public static final PoolSize DEFAULT = new PoolSize(8, 1);

    public PoolSize {
        if (maximum < 1 || minimumIdle < 0 || minimumIdle > maximum) {
            throw new IllegalArgumentException("A pool needs 1 connection or more and 0 to that many idle, not "
                    + maximum + " and " + minimumIdle);
        }
    }
}
