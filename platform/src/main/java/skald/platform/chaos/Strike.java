package skald.platform.chaos;

import java.time.Duration;

/**
 * One kill.
 *
 * @param acknowledged after how many acknowledged orders
 * @param pause after that; if {@code again}, after the previous strike
 * @param again whether it meets what the previous strike killed while that recovers
 */
record Strike(Target target, int acknowledged, Duration pause, boolean again) {

    @Override
    public String toString() {
        return "kill -9 of " + target.text()
                + (again
                        ? ", %d ms into its recovery".formatted(pause.toMillis())
                        : ", after %d acknowledged orders".formatted(acknowledged));
    }
}
