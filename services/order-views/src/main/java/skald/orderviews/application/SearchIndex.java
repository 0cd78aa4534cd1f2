package skald.orderviews.application;

import org.jspecify.annotations.Nullable;

/** Port to the index of a search engine, for operators. Thread-safe. */
public interface SearchIndex {

    /** What it is called in paths. */
    String NAME = "orders-search";

    /**
     * Where it stands.
     *
     * @param serving the generation that is searched; 0 for none
     * @param waiting orders that have changed and are not in it yet; an order that changed twice may count twice
     * @param building the generation that is being filled; {@code null} for none
     * @param built orders that were read to fill the one being filled, or the last one
     */
    record Standing(long serving, long waiting, @Nullable Long building, long built) {}

    /** Where it stands. */
    Standing standing();

    /** Has a new one filled beside the one that serves, which it then replaces. */
    void rebuild();
}
