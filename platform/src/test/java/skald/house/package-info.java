/** The rules of the house, as tests; {@code planted} holds code that breaks each of them, to see them fail. */
@NullMarked
package skald.house;

import org.jspecify.annotations.NullMarked;
