package skald.toolkit;

import java.util.ArrayList;
import java.util.List;
import skald.toolkit.Leases.LaneStatus;
import skald.toolkit.Leases.Roster;

/**
 * Which lanes a process takes and which it lets go, so that all have their share: with n lanes and k processes, each n / k,
 * and the first n mod k by name one more. The shares add up to n, so every lane finds somebody.
 *
 * @param take free lanes to acquire
 * @param letGo own lanes to give back, for those that have too few
 */
record LaneShares(List<Integer> take, List<Integer> letGo) {

    /** What {@code instance}, which works on {@code own}, does next. */
    static LaneShares of(Roster roster, String instance, List<Integer> own) {
        int position = roster.instances().indexOf(instance);
        if (position < 0) {
            return new LaneShares(List.of(), List.of()); // it has not announced itself in time, and will
        }
        int lanes = roster.lanes().size();
        int processes = roster.instances().size();
        int share = lanes / processes + (position < lanes % processes ? 1 : 0);
        if (own.size() > share) {
            return new LaneShares(List.of(), List.copyOf(own.subList(share, own.size())));
        }
        List<Integer> take = new ArrayList<>();
        for (LaneStatus lane : roster.lanes()) {
            if (lane.isFree() && !own.contains(lane.lane()) && own.size() + take.size() < share) {
                take.add(lane.lane());
            }
        }
        return new LaneShares(take, List.of());
    }
}
