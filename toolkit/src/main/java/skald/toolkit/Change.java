package skald.toolkit;

import org.jspecify.annotations.Nullable;

/**
 * The change of one state in one batch.
 *
 * @param version the version that was read, 0 if there was no state; the row must still be there with it, and goes to
 *     {@code version + 1}
 * @param before the state that was read, {@code null} if there was none
 * @param after the state to write, {@code null} to delete it
 */
public record Change<K, S>(
        K key, long version, @Nullable S before, @Nullable S after) {

    /** The version that the written row gets. */
    public long nextVersion() {
        return version + 1;
    }

    /** The state to write, for adapters of states that are never deleted. */
    public S written() {
        if (after == null) {
            throw new IllegalStateException("state " + key + " cannot be deleted");
        }
        return after;
    }
}
