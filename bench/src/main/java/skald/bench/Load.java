package skald.bench;

/** How orders come. */
public sealed interface Load {

    /** In words, for tables. */
    String text();

    /** How many sagas are under way at most. */
    int inFlight();

    /** As many as are wanted are always under way (a closed loop): shows the highest rate. */
    record Saturated(int inFlight) implements Load {
        public Saturated {
            if (inFlight < 1 || inFlight > 4_000) {
                throw new IllegalArgumentException("in flight must be 1 to 4000, not " + inFlight);
            }
        }

        @Override
        public String text() {
            return inFlight + " in flight";
        }
    }

    /**
     * So many a second, whatever comes of them (an open loop): shows the latency. It counts from the moment at which the
     * order should have come, so that a contender that cannot keep up does not hide it.
     */
    record Paced(int perSecond) implements Load {
        // As many requests as a lane of the toolkit lets wait: beyond that it refuses.
        private static final int MOST_WAITING = 4_000;

        public Paced {
            if (perSecond < 1 || perSecond > 1_000_000) {
                throw new IllegalArgumentException("orders per second must be 1 to 1000000, not " + perSecond);
            }
        }

        @Override
        public int inFlight() {
            return MOST_WAITING;
        }

        @Override
        public String text() {
            return perSecond + "/s";
        }
    }
}
