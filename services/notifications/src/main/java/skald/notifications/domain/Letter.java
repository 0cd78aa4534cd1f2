package skald.notifications.domain;

/**
 * What a mail says, but for salutation and address.
 *
 * @param text paragraphs, separated by an empty line; lines end in {@code \n}
 */
public record Letter(String subject, String text) {}
