/** Where notifications are kept (PostgreSQL, memory) and how they leave (SMTP, a folder of .eml files, memory). */
@NullMarked
package skald.notifications.adapter.out;

import org.jspecify.annotations.NullMarked;
