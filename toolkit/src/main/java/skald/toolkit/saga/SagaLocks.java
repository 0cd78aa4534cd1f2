package skald.toolkit.saga;

import java.util.Optional;
import skald.toolkit.States;

/**
 * Port to the semantic locks of a service's sagas, by resource. A lock whose line is empty need not be kept; an adapter
 * that deletes it must not take a later lock of the same resource for the one that it read.
 */
public interface SagaLocks extends States<String, SagaLock> {

    /** The lock of a resource, if anybody has it. */
    Optional<SagaLock> find(String resource);
}
