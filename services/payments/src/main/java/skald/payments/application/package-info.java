/** What the payments service does with its messages, and the ports that it needs. */
@NullMarked
package skald.payments.application;

import org.jspecify.annotations.NullMarked;
