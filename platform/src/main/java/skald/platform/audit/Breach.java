package skald.platform.audit;

/** An invariant that something breaks. {@code what} says what, in words. */
record Breach(Invariant invariant, String what) {}
