package skald.platform.audit;

import java.util.List;

/**
 * What an audit found.
 *
 * @param underWay orders that are not at rest yet, and that a saga carries
 * @param clean whether nothing is broken
 */
public record AuditReport(List<Line> invariants, long underWay, boolean clean) {

    /** One invariant: how many things it was checked on, how many break it, and some of these. */
    public record Line(int number, String name, long checked, long broken, List<String> examples) {}
}
