package skald.simulators;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import skald.toolkit.Tx;

/**
 * Port to a simulator's own books: entries that are only ever appended, one per key of a caller. Thread-safe; a
 * {@link Tx} is not.
 */
public interface Ledger<E extends Ledger.Reference> {

    /** What a call or an entry is about. */
    interface Reference {
        /** The caller's key: a call with a key that is in the books is answered from there. */
        String key();

        /** The key of the authorization or booking that it concerns; its own key if it is one. */
        String subject();
    }

    /** Begins a transaction; no other one sees or changes the books until it ends. */
    Tx begin();

    /** The entries with the keys of {@code calls} or about the same subjects, in no order. */
    List<E> about(Tx tx, Collection<? extends Reference> calls);

    /** Appends entries whose keys are new. */
    void append(Tx tx, List<E> entries);

    /** The entry with {@code key}. */
    Optional<E> find(String key);

    /** At most {@code max} entries with keys after {@code after} ({@code null}: from the first), ordered by the keys' code points. */
    List<E> page(@Nullable String after, int max);
}
