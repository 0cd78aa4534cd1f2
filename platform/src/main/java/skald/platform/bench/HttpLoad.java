package skald.platform.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import skald.bench.BenchException;

/**
 * Sends requests over connections that stay open, and reads the answers on one thread. As cheap as can be, because the load
 * shares the processors with what it measures. Requests beyond the number of connections wait.
 */
final class HttpLoad implements AutoCloseable {

    /** Is told the answer to one request; on the reading thread. */
    interface Answered {
        void answered(HttpAnswer answer);

        void failed(Throwable cause);
    }

    private record Waiting(ByteBuffer request, Answered answered) {}

    private static final class Connection {
        final SocketChannel channel;
        final AnswerReader reader = new AnswerReader();
        volatile @Nullable Waiting current;

        Connection(SocketChannel channel) {
            this.channel = channel;
        }
    }

    private final Selector selector;
    private final List<Connection> connections = new ArrayList<>();
    private final Queue<Connection> free = new ConcurrentLinkedQueue<>();
    // The load bounds how many orders are under way.
    private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
    private final Thread thread;
    private volatile boolean stopping;

    HttpLoad(int port, int size) throws IOException {
        selector = Selector.open();
        try {
            for (int i = 0; i < size; i++) {
                SocketChannel channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
                channel.configureBlocking(false);
                channel.socket().setTcpNoDelay(true);
                Connection connection = new Connection(channel);
                connections.add(connection);
                channel.register(selector, SelectionKey.OP_READ, connection);
                free.add(connection);
            }
        } catch (IOException e) {
            closeConnections();
            throw e;
        }
        thread = Thread.ofPlatform().name("http-load").daemon().start(this::read);
    }

    /** The thread that reads the answers. */
    Thread thread() {
        return thread;
    }

    /** Sends {@code request}, head and body, as soon as a connection is free. Called by one thread. */
    void send(byte[] request, Answered answered) {
        waiting.add(new Waiting(ByteBuffer.wrap(request), answered));
        dispatch();
    }

    /** Called by the sender after a request is added and by the reader after a connection got free: neither is missed. */
    private void dispatch() {
        while (!waiting.isEmpty()) {
            Connection connection = free.poll();
            if (connection == null) {
                return;
            }
            Waiting next = waiting.poll();
            if (next == null) {
                free.add(connection);
            } else {
                write(connection, next);
            }
        }
    }

    private void write(Connection connection, Waiting next) {
        connection.current = next;
        try {
            // A request is smaller than the socket's buffer, which is empty before the answer to the last one came.
            while (next.request().hasRemaining()) {
                connection.channel.write(next.request());
            }
        } catch (IOException e) {
            next.answered().failed(e);
        }
    }

    private void read() {
        try {
            while (!stopping) {
                selector.select();
                for (SelectionKey key : selector.selectedKeys()) {
                    if (key.attachment() instanceof Connection connection) {
                        read(connection);
                    }
                }
                selector.selectedKeys().clear();
            }
        } catch (IOException | RuntimeException e) {
            for (Connection connection : connections) {
                Waiting current = connection.current;
                if (current != null && !stopping) {
                    current.answered().failed(e);
                }
            }
        }
    }

    private void read(Connection connection) throws IOException {
        HttpAnswer answer = connection.reader.read(connection.channel);
        Waiting current = connection.current;
        if (answer == null || current == null) {
            return;
        }
        connection.current = null;
        free.add(connection);
        current.answered().answered(answer);
        dispatch();
    }

    @Override
    public void close() {
        stopping = true;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        closeConnections();
    }

    private void closeConnections() {
        try {
            for (Connection connection : connections) {
                connection.channel.close();
            }
            selector.close();
        } catch (IOException e) {
            throw new BenchException("a connection of the load cannot be closed: " + e.getMessage(), e);
        }
    }
}
