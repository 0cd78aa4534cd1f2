package skald.platform.run;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** The port that the platform listens on. */
final class Port {
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
        return new StartException(
                "Port " + port + " cannot be used (" + cause.getMessage()
                        + "): another program listens on it. Stop it, or" + " choose another port with --port.",
                cause);
    }
}
