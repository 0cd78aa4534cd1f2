/** The users service: who may order, under which e-mail address, in which roles, until they ask to be forgotten. */
@NullMarked
package skald.users;

import org.jspecify.annotations.NullMarked;
