package skald.simulation;

import java.util.List;

/** What a run sets up, and how its end is judged. A new one for each run. */
public interface Scenario {

    /** Adds machines and whoever asks them for something; what happens later is scheduled with {@link World#after}. */
    void begin(World world);

    /** Whether nothing is left to do; asked again and again once the world is healed. */
    boolean isAtRest();

    /** What is broken at the end, each in words; empty if all is well. */
    List<String> broken();
}
