/** What a payment is and what may become of it: pure rules over its ledger of transactions. */
@NullMarked
package skald.payments.domain;

import org.jspecify.annotations.NullMarked;
