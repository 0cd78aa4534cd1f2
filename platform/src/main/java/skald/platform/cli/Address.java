package skald.platform.cli;

import java.net.URI;

/** Where a Skald answers. */
final class Address {

    static final String HELP = "The Skald to talk to. Default: $SKALD_URL, else the one that uses the data folder"
            + " ($SKALD_DATA, else the folder data beside the program), else http://localhost:8080.";

    private Address() {}

    static URI parse(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException _) {
            throw refusal(text);
        }
    }

    /** The address without a slash at its end. */
    static URI checked(URI url) {
        boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        if (!http
                || url.getHost() == null
                || url.getPort() > 65_535
                || url.getQuery() != null
                || url.getFragment() != null) {
            throw refusal(url.toString());
        }
        return URI.create(url.toString().replaceAll("/+$", ""));
    }

    private static CommandException refusal(String text) {
        return new CommandException(
                Exit.USAGE, "\"" + text + "\" is not the address of a Skald; one looks like http://localhost:8080.");
    }
}
