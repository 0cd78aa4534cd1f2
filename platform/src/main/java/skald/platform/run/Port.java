package skald.platform.run;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** The port that the platform listens on. */
final class Port {
    private static final int FIRST_FOR_EVERYBODY = 1024;

    private Port() {}

    /** Says that the port is taken before anything slow is started. */
    static void requireFree(int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw taken(port, e);
        }
    }

    static StartException taken(int port, Exception cause) {
        String why = port > 0
                        && port < FIRST_FOR_EVERYBODY
                        && String.valueOf(cause.getMessage()).contains("ermission")
                ? "ports below " + FIRST_FOR_EVERYBODY + " belong to root. Choose another port with --port."
                : "another program listens on it. Stop it, or choose another port with --port.";
        return new StartException("Port " + port + " cannot be used (" + cause.getMessage() + "): " + why, cause);
    }
}
