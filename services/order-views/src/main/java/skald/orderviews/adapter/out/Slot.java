package skald.orderviews.adapter.out;

import skald.toolkit.Tx;

/** Which of the two sets of tables is meant. */
enum Slot {
    EVEN("0"),
    ODD("1");

    /** Where a statement runs: decided once per transaction. */
    @FunctionalInterface
    interface Choice {
        Slot in(Tx tx);
    }

    private final String suffix;

    Slot(String suffix) {
        this.suffix = suffix;
    }

    static Slot of(long generation) {
        return (generation & 1) == 0 ? EVEN : ODD;
    }

    /** A statement for this set of tables, whose names are written with {@code $} for the slot's digit. */
    String sql(String template) {
        return template.replace("$", suffix);
    }
}
