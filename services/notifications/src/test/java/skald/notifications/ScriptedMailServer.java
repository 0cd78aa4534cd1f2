package skald.notifications;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A mail server that answers as it is told. {@code when("RCPT", "450 later")} is its answer to RCPT; an empty answer
 * closes the connection; {@code .} stands for the end of the mail.
 */
final class ScriptedMailServer implements AutoCloseable {
    private final Map<String, String> answers = new HashMap<>(Map.of(
            "EHLO", "250-ready\r\n250 SMTPUTF8",
            "MAIL", "250 2.1.0 ok",
            "RCPT", "250 2.1.5 ok",
            "DATA", "354 go on",
            ".", "250 2.0.0 ok",
            "RSET", "250 ok",
            "QUIT", "221 bye"));
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final ServerSocket socket;

    ScriptedMailServer() {
        try {
            socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::listen);
    }

    ScriptedMailServer when(String verb, String answer) {
        answers.put(verb, answer);
        return this;
    }

    int port() {
        return socket.getLocalPort();
    }

    /** All lines that were sent to it. */
    List<String> heard() {
        return heard;
    }

    private void listen() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                talk(client);
            } catch (SocketException _) {
                // Closed by either side: that is how a script ends.
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void talk(Socket client) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
        answer(client, "220 ready");
        boolean inMail = false;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            heard.add(line);
            String verb = line.split("[ :]", 2)[0];
            if (inMail && !line.equals(".")) {
                continue;
            }
            String answer = answers.getOrDefault(verb, "500 what?");
            if (answer.isEmpty()) {
                return;
            }
            inMail = answer.startsWith("354");
            answer(client, answer);
        }
    }

    private static void answer(Socket client, String text) throws IOException {
        client.getOutputStream().write((text + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
