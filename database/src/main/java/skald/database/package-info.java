/**
 * The databases that services keep their data in: a PostgreSQL of our own in the data folder, and a schema, a role and a
 * connection pool for each service, there or on any other PostgreSQL.
 */
@NullMarked
package skald.database;

import org.jspecify.annotations.NullMarked;
