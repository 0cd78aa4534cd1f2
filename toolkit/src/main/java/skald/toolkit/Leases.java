package skald.toolkit;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import skald.toolkit.Store.LaneState;
import skald.toolkit.Store.SourceLane;

/**
 * Port to who works on which lane, for several processes that run one service over one store. All times are the store's,
 * so the clocks of the processes do not matter. The lease says who may begin to work on a lane; that nobody else commits is
 * the epoch's business, which every lease raises (Gray and Cheriton 1989; a fencing token). Thread-safe.
 */
public interface Leases {

    /**
     * Takes a lane that nobody holds: its lease ran out, was given back, or is the caller's own.
     *
     * @param owner the caller's name, unique among the processes
     * @return what {@link Store#takeOver} returns; empty if somebody else holds the lane
     */
    Optional<LaneState> acquire(int lane, String owner, Duration lease);

    /**
     * Holds a lane for {@code lease} from now on.
     *
     * @throws Store.FencedException if it was taken over
     */
    void renew(int lane, long epoch, Duration lease);

    /** Gives a lane back, if it is still held under {@code epoch}; the caller writes nothing any more. */
    void release(int lane, long epoch);

    /** Says that {@code instance} is there, for {@code lease} from now on. */
    void announce(String instance, Duration lease);

    /** Says that {@code instance} is gone. */
    void leave(String instance);

    /** How things stand now. */
    Roster roster();

    /**
     * Who is there and works on what.
     *
     * @param instances the names of the processes, sorted
     * @param lanes in the order of their numbers
     */
    record Roster(List<String> instances, List<LaneStatus> lanes) {}

    /**
     * A lane as its store knows it.
     *
     * @param owner who holds it or held it last; may be empty
     * @param isFree whether it can be acquired
     * @param consumed how far it has consumed the logs of others
     */
    record LaneStatus(int lane, String owner, boolean isFree, long head, Map<SourceLane, Long> consumed) {}
}
