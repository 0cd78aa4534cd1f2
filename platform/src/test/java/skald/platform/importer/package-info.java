/** Tests of the import. */
@NullMarked
package skald.platform.importer;

import org.jspecify.annotations.NullMarked;
