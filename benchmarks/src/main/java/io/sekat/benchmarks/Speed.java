package io.sekat.benchmarks;

import io.sekat.benchmarks.load.Threads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * How fast the machine is at this moment. One that shares its processors with others is faster in one hour than in another, and
 * its load does not tell: figures of two runs are to be compared where this is about the same.
 */
final class Speed {
    private static final int NUMBERS = 1 << 20;
    private static final int TURNS = 9;
    private static final int TRIPS = 20_000;

    private Speed() {}

    /**
     * The median time of a piece of work that needs a core and its caches, alone and on all cores at once, and of a message
     * from one thread to another and back, which is what brokers and their clients do most; for people.
     */
    static String now() {
        int cores = Runtime.getRuntime().availableProcessors();
        sort(1); // compiles it
        return String.format(
                Locale.ROOT,
                "2^20 numbers sorted in %.0f ms, in %.0f ms on each of %d cores at once;"
                        + " a byte there and back between two threads by loopback in %.0f µs",
                sort(1),
                sort(cores),
                cores,
                echo());
    }

    private static double sort(int atOnce) {
        double[] millis = IntStream.range(0, atOnce)
                .parallel()
                .mapToObj(core -> new Random(core).longs(NUMBERS).toArray())
                .flatMapToDouble(numbers -> IntStream.range(0, TURNS).mapToDouble(turn -> sort(numbers)))
                .sorted()
                .toArray();
        return millis[millis.length / 2];
    }

    private static double sort(long[] numbers) {
        long[] copy = numbers.clone();
        long begun = System.nanoTime();
        Arrays.sort(copy);
        return (System.nanoTime() - begun) / 1e6;
    }

    private static double echo() {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket here = new Socket(server.getInetAddress(), server.getLocalPort());
                Socket there = server.accept()) {
            here.setTcpNoDelay(true);
            there.setTcpNoDelay(true);
            Thread echoing = new Thread(() -> echo(there), "bench-echo");
            echoing.start();
            double[] micros = new double[TRIPS];
            for (int trip = 0; trip < TRIPS; trip++) {
                long begun = System.nanoTime();
                here.getOutputStream().write(trip);
                here.getInputStream().read();
                micros[trip] = (System.nanoTime() - begun) / 1e3;
            }
            here.shutdownOutput();
            Threads.join(echoing);
            Arrays.sort(micros);
            return micros[TRIPS / 2];
        } catch (IOException e) {
            throw new UncheckedIOException("cannot talk to itself by loopback", e);
        }
    }

    private static void echo(Socket socket) {
        try {
            for (int read = socket.getInputStream().read();
                    read >= 0;
                    read = socket.getInputStream().read()) {
                socket.getOutputStream().write(read);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot talk to itself by loopback", e);
        }
    }
}
