/** What tests of services and of the toolkit need: a real database at hand, and the situations that tests begin with. */
@NullMarked
package skald.testkit;

import org.jspecify.annotations.NullMarked;
