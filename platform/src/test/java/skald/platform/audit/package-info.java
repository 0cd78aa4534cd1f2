/** The audit's rules, each seen to bite. */
@NullMarked
package skald.platform.audit;

import org.jspecify.annotations.NullMarked;
