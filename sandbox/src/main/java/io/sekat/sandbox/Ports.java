package io.sekat.sandbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** TCP ports of the loopback interface, the only one that embedded servers listen on. */
public final class Ports {

    /**
     * Below the ranges from which operating systems take the ports of outgoing connections (Linux from 32768, others
     * from 49152), so that no connection of ours takes a port between its choice and its use.
     */
    private static final int FIRST_FREE_CHOICE = 20_000;

    private static final int LAST_FREE_CHOICE = 32_000;
    private static final int FREE_CHOICES = LAST_FREE_CHOICE - FIRST_FREE_CHOICE;
    private static final int ATTEMPTS = 100;
    private static final int CONNECT_TIMEOUT_MILLIS = 500;

    /** Counts on from anywhere: servers that start side by side listen on none of their ports yet. */
    private static final AtomicInteger NEXT_CHOICE =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(FREE_CHOICES));

    private Ports() {}

    /**
     * Settles which port a server shall listen on.
     *
     * @param wanted a port, or 0 for any free one
     * @param server what wants it, for the message
     * @param option the option that changes it, for the message
     * @return a port that nobody listened on a moment ago
     * @throws StartFailure if the wanted port is taken
     */
    static int claim(int wanted, String server, String option) {
        if (wanted == 0) {
            return anyFree();
        }
        if (!isFree(wanted)) {
            throw new StartFailure(("Port %d, which the %s needs, is in use on 127.0.0.1. Stop the program that listens"
                            + " on it, or choose another port with %s PORT.")
                    .formatted(wanted, server, option));
        }
        return wanted;
    }

    /** A port that nobody listened on a moment ago, another one each time. */
    public static int anyFree() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = FIRST_FREE_CHOICE + Math.floorMod(NEXT_CHOICE.getAndIncrement(), FREE_CHOICES);
            if (isFree(port)) {
                return port;
            }
        }
        throw new StartFailure(
                "No free port was found on 127.0.0.1 between %d and %d. Stop some servers or name a port."
                        .formatted(FIRST_FREE_CHOICE, LAST_FREE_CHOICE));
    }

    /** Whether somebody accepts connections on the port. */
    public static boolean accepts(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_TIMEOUT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            // Connections of a server that has just stopped may linger on the port; they do not hinder the next one.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
