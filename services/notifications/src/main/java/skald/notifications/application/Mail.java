package skald.notifications.application;

import java.time.Instant;
import skald.notifications.domain.Contact;
import skald.notifications.domain.Letter;

/**
 * A mail to one person. Name and subject are one line each, whatever they were made from: no text can add a header.
 *
 * @param id the same for every attempt to send this mail, unique for ever; a UUID in text form
 * @param address as the user gave it: whether it is one shows when it is used
 * @param at when it was written
 */
public record Mail(String id, String address, String name, String subject, String text, Instant at) {
    /** More than any name that was accepted; a header line has an end. */
    private static final int LONGEST_LINE = 200;

    /** Makes one line of name and subject. */
    public Mail {
        name = line(name);
        subject = line(subject);
    }

    /** The letter as a mail to its reader. */
    public static Mail of(String id, Contact.Reachable reader, Letter letter, Instant at) {
        String name = line(reader.name());
        String salutation = name.isEmpty() ? "Hello," : "Dear " + name + ",";
        return new Mail(id, reader.email(), name, letter.subject(), salutation + "\n\n" + letter.text(), at);
    }

    private static String line(String text) {
        StringBuilder line = new StringBuilder();
        text.codePoints()
                .limit(LONGEST_LINE)
                .map(point -> endsLineOrIsNoCharacter(point) ? ' ' : point)
                .forEach(line::appendCodePoint);
        return line.toString().strip();
    }

    private static boolean endsLineOrIsNoCharacter(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                true;
            default -> false;
        };
    }
}
