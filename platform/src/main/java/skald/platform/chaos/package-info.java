/** Kills a Skald again and again while orders are placed, and checks that none was lost, doubled or left behind. */
@NullMarked
package skald.platform.chaos;

import org.jspecify.annotations.NullMarked;
