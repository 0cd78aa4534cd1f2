package skald.notifications.adapter.out;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;

/**
 * Who the mails come from.
 *
 * @param address with or without a name, such as {@code Skald <orders@example.org>}
 */
public record Sender(String address) {

    /** Refuses what is no address. */
    public Sender {
        parse(address);
    }

    InternetAddress internetAddress() {
        return parse(address);
    }

    /** The host part, which makes message ids ours. */
    String domain() {
        String bare = internetAddress().getAddress();
        return bare.substring(bare.lastIndexOf('@') + 1);
    }

    private static InternetAddress parse(String address) {
        try {
            InternetAddress parsed = new InternetAddress(address, true);
            if (parsed.getAddress().indexOf('@') < 1 || address.chars().anyMatch(Character::isISOControl)) {
                throw new AddressException("it has no domain, or a control character");
            }
            return parsed;
        } catch (AddressException e) {
            throw new IllegalArgumentException(
                    "\"%s\" is not a sender's address, such as Shop <orders@example.org>: %s"
                            .formatted(address, e.getMessage()),
                    e);
        }
    }
}
