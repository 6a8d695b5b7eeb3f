package io.sekat.benchmarks.torture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sekat.benchmarks.torture.Forwarder.Passage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real connections over links that are cut and opened again. */
class NetworkTest {
    private static final int PATIENCE_MILLIS = 20_000;
    private static final int SILENCE_MILLIS = 300;

    @TempDir
    private Path folder;

    private Network network;
    private ServerSocket echo;
    private InetAddress atCaller;
    private InetAddress atOther;

    @BeforeEach
    void start() throws IOException {
        network = new Network(folder);
        echo = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::serve);
        thread.setDaemon(true);
        thread.start();
        network.server("server", echo.getLocalPort());
        atCaller = address(network.caller("caller"));
        atOther = address(network.caller("other"));
    }

    @AfterEach
    void stop() throws IOException {
        network.close();
        echo.close();
    }

    private void serve() {
        while (!echo.isClosed()) {
            try {
                Socket socket = echo.accept();
                Thread thread = new Thread(() -> echo(socket));
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                return;
            }
        }
    }

    private static void echo(Socket socket) {
        try (socket) {
            socket.getInputStream().transferTo(socket.getOutputStream());
        } catch (IOException e) {
            // The connection was cut.
        }
    }

    /** The address of the server in a process's file of hosts. */
    private static InetAddress address(Path hosts) throws IOException {
        String line = Files.readAllLines(hosts).stream()
                .filter(entry -> entry.endsWith(" " + Network.host("server")))
                .findFirst()
                .orElseThrow();
        return InetAddress.getByName(line.substring(0, line.indexOf(' ')));
    }

    private Socket connect(InetAddress address) throws IOException {
        Socket socket = new Socket();
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(new InetSocketAddress(address, echo.getLocalPort()), PATIENCE_MILLIS);
        return socket;
    }

    private static void assertEchoes(Socket socket) throws IOException {
        byte[] sent = new byte[300_000];
        Arrays.fill(sent, (byte) 7);
        Thread sending = new Thread(() -> {
            try {
                socket.getOutputStream().write(sent);
            } catch (IOException e) {
                // Seen by the reader.
            }
        });
        sending.start();
        assertThat(socket.getInputStream().readNBytes(sent.length)).isEqualTo(sent);
    }

    @Test
    void everythingPassesAnOpenLink() throws IOException {
        try (Socket socket = connect(atCaller)) {
            assertEchoes(socket);
            socket.shutdownOutput();
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void aSilentCutHoldsBackAndWhatWasHeldBackPassesAfterwards() throws IOException {
        try (Socket socket = connect(atCaller)) {
            assertEchoes(socket);
            network.set("caller", "server", Passage.SILENT);
            // The order reaches the link soon after: until then something may still pass.
            awaitSilence(socket);

            network.set("server", "caller", Passage.OPEN);

            socket.setSoTimeout(PATIENCE_MILLIS);
            assertThat(socket.getInputStream().read()).isEqualTo('x');
        }
    }

    private static void awaitSilence(Socket socket) throws IOException {
        socket.setSoTimeout(SILENCE_MILLIS);
        while (true) {
            socket.getOutputStream().write('x');
            try {
                socket.getInputStream().read();
            } catch (SocketTimeoutException e) {
                return;
            }
        }
    }

    @Test
    void aRefusingCutResetsWhatThereIsAndWhatComes() throws IOException {
        try (Socket socket = connect(atCaller)) {
            network.set("caller", "server", Passage.REFUSED);

            assertThatThrownBy(() -> assertEnds(socket)).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> {
                        try (Socket another = connect(atCaller)) {
                            assertEnds(another);
                        }
                    })
                    .isInstanceOf(IOException.class);
        }
    }

    private static void assertEnds(Socket socket) throws IOException {
        if (socket.getInputStream().read() < 0) {
            throw new IOException("ended");
        }
    }

    @Test
    void theLinksOfOthersAreNotCut() throws IOException {
        network.set("caller", "server", Passage.REFUSED);

        try (Socket socket = connect(atOther)) {
            assertEchoes(socket);
        }
    }
}
