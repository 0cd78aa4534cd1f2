/** What a shipment is and what may become of it: pure rules. */
@NullMarked
package skald.shipping.domain;

import org.jspecify.annotations.NullMarked;
