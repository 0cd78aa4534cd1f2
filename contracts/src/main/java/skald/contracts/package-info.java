/** The values and messages that services share, versioned. Depends on nothing but the JDK. */
@NullMarked
package skald.contracts;

import org.jspecify.annotations.NullMarked;
