package io.sekat.benchmarks.torture;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Forwards TCP connections on the loopback interface, and cuts them where it is told to. One thread serves all, so that
 * a few hundred connections cost nothing but the copying.
 */
final class Forwarder implements AutoCloseable {
    private final Selector selector;
    private final Queue<Runnable> orders = new ConcurrentLinkedQueue<>();
    private final Thread thread = new Thread(this::run, "torture-forwarder");
    private volatile boolean closing;

    Forwarder() throws IOException {
        selector = Selector.open();
        thread.setDaemon(true);
        thread.start();
    }

    /** How a link is. */
    enum Passage {
        /** Everything passes. */
        OPEN,
        /** Nothing passes and nobody is told, as when a cable is cut. */
        SILENT,
        /** Connections are reset and new ones too, as when a firewall refuses them. */
        REFUSED
    }

    /** One way from an address to another. All its fields belong to the forwarder's thread. */
    final class Link {
        private final ServerSocketChannel door;
        private final InetSocketAddress target;
        private final Set<Connection> connections = new HashSet<>();
        private final SelectionKey key;
        private Passage passage = Passage.OPEN;

        private Link(ServerSocketChannel door, InetSocketAddress target) throws IOException {
            this.door = door;
            this.target = target;
            this.key = door.register(selector, SelectionKey.OP_ACCEPT, this);
        }

        /** Changes what passes, soon. */
        void set(Passage next) {
            order(() -> {
                passage = next;
                key.interestOps(next == Passage.SILENT ? 0 : SelectionKey.OP_ACCEPT);
                if (next == Passage.REFUSED) {
                    Set.copyOf(connections).forEach(Connection::reset);
                } else {
                    Set.copyOf(connections).forEach(Connection::update);
                }
            });
        }

        private void accept() throws IOException {
            SocketChannel caller = door.accept();
            if (caller == null) {
                return;
            }
            if (passage == Passage.REFUSED) {
                resetting(caller);
                return;
            }
            new Connection(this, caller);
        }
    }

    /** One connection that is forwarded: the caller's half and the target's half. */
    private final class Connection {
        private final Link link;
        private final Half caller;
        private final Half called;

        Connection(Link link, SocketChannel from) throws IOException {
            this.link = link;
            SocketChannel to = SocketChannel.open();
            caller = new Half(this, from);
            called = new Half(this, to);
            caller.other = called;
            called.other = caller;
            link.connections.add(this);
            try {
                called.isConnected = to.connect(link.target);
                update();
            } catch (IOException e) {
                reset();
            }
        }

        void update() {
            caller.update();
            called.update();
        }

        void reset() {
            link.connections.remove(this);
            resetting(caller.channel);
            resetting(called.channel);
        }

        void endIfDone() {
            if (caller.isDone && called.isDone) {
                link.connections.remove(this);
                closing(caller.channel);
                closing(called.channel);
            }
        }
    }

    /** One end of a connection, with what was read from it and not yet written to the other. */
    private final class Half {
        private static final int ROOM = 1 << 16;

        private final Connection connection;
        private final SocketChannel channel;
        private final SelectionKey key;
        private final java.nio.ByteBuffer read =
                java.nio.ByteBuffer.allocate(ROOM).limit(0);
        private Half other = this;
        private boolean isConnected = true;
        private boolean isEnded;
        private boolean isDone;

        Half(Connection connection, SocketChannel channel) throws IOException {
            this.connection = connection;
            this.channel = channel;
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            key = channel.register(selector, 0, this);
        }

        void update() {
            if (!key.isValid()) {
                return;
            }
            boolean passes = connection.link.passage == Passage.OPEN;
            int ops = 0;
            if (!isConnected) {
                ops = passes ? SelectionKey.OP_CONNECT : 0;
            } else if (passes) {
                ops |= !isEnded && !read.hasRemaining() && other.isConnected ? SelectionKey.OP_READ : 0;
                ops |= other.read.hasRemaining() ? SelectionKey.OP_WRITE : 0;
            }
            key.interestOps(ops);
        }

        void act() {
            try {
                if (key.isConnectable()) {
                    isConnected = channel.finishConnect();
                }
                if (key.isReadable()) {
                    take();
                }
                if (key.isValid() && key.isWritable()) {
                    other.give();
                }
                connection.update();
                connection.endIfDone();
            } catch (IOException | CancelledKeyException e) {
                connection.reset();
            }
        }

        private void take() throws IOException {
            read.clear();
            int count = channel.read(read);
            read.flip();
            isEnded = count < 0;
            give();
        }

        /** Writes what was read here to the other end, as much as that takes. */
        private void give() throws IOException {
            if (read.hasRemaining()) {
                other.channel.write(read);
            }
            if (isEnded && !read.hasRemaining() && !isDone) {
                isDone = true;
                other.channel.shutdownOutput();
            }
        }
    }

    /**
     * Opens a link.
     *
     * @param at where it is listened, on a loopback address
     * @param target where its connections go
     * @throws IOException when the address cannot be listened on
     */
    Link open(InetSocketAddress at, InetSocketAddress target) throws IOException {
        ServerSocketChannel door = ServerSocketChannel.open();
        door.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        door.bind(at);
        door.configureBlocking(false);
        return new Link(door, target);
    }

    private void order(Runnable order) {
        orders.add(order);
        selector.wakeup();
    }

    private void run() {
        while (!closing) {
            try {
                selector.select(FEW_MILLIS);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
            for (Runnable order = orders.poll(); order != null; order = orders.poll()) {
                order.run();
            }
            for (SelectionKey key : selector.selectedKeys()) {
                if (!key.isValid()) {
                    continue;
                }
                if (key.attachment() instanceof Half half) {
                    half.act();
                } else if (key.attachment() instanceof Link link) {
                    accept(link);
                }
            }
            selector.selectedKeys().clear();
        }
        for (SelectionKey key : selector.keys()) {
            closing(key.channel());
        }
        closing(selector);
    }

    private static final long FEW_MILLIS = 200;

    private static void accept(Link link) {
        try {
            link.accept();
        } catch (IOException e) {
            // The caller has gone again, or there is no room for another connection: it will call again.
        }
    }

    private static void resetting(SocketChannel channel) {
        try {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException e) {
            // It is closed already.
        }
        closing(channel);
    }

    private static void closing(AutoCloseable channel) {
        try {
            channel.close();
        } catch (Exception e) {
            // There is nothing left to do with it.
        }
    }

    @Override
    public void close() {
        closing = true;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
