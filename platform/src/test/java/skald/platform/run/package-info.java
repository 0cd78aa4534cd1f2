/** The whole platform under test, over HTTP: scenarios on PostgreSQL and in memory, and garbage for every route. */
@NullMarked
package skald.platform.run;

import org.jspecify.annotations.NullMarked;
