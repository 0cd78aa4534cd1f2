/** The toolkit's ports on PostgreSQL: plain JDBC, one multi-row statement per table and batch. */
@NullMarked
package skald.toolkit.postgres;

import org.jspecify.annotations.NullMarked;
