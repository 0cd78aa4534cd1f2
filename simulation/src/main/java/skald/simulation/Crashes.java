package skald.simulation;

import java.util.List;
import java.util.Map;

/**
 * What became of the runs in which a process died at one point each.
 *
 * @param points how many points of each kind there are, such as {@code Store.commit unanswered}
 * @param broken the runs that broke something, with the number of the point
 */
public record Crashes(Map<String, Integer> points, List<String> broken) {

    /** How many points there are. */
    public int count() {
        return points.values().stream().mapToInt(Integer::intValue).sum();
    }
}
