/**
 * The notifications service: tells customers by e-mail what became of their orders, once for each event.
 *
 * <p><b>Why nobody gets a mail twice when events are read again.</b> A projection is rebuilt by reading a log from its
 * start; this service is none. It has consumed each lane of a log up to a position, which is written in the transaction
 * that records the notification and the intent to send it, and it never goes back behind that position: there is no
 * replay that could send anything. Rebuilding a read model elsewhere reads the same log with positions of its own and
 * performs no effects. What can repeat is one attempt: if the answer of the mail server is lost, or the process ends
 * before it is noted, the same mail is handed over again, with the same Message-ID, so that the receiving side can
 * recognise it. SMTP offers no more.
 *
 * <p><b>Who is written to is looked up when the mail leaves.</b> Addresses and names are in one table only, and neither in
 * notifications nor in effects that wait; so a user who is erased while a mail waits gets none, and nothing has to be
 * searched for personal data.
 */
@NullMarked
package skald.notifications;

import org.jspecify.annotations.NullMarked;
