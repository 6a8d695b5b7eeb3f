package io.sekat.benchmarks.torture;

import io.sekat.benchmarks.torture.Forwarder.Link;
import io.sekat.benchmarks.torture.Forwarder.Passage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Every process reaches every server by a link of its own, so that any two can be cut from each other. A server has a
 * host name; each process has its own file of hosts, in which that name is the address of its own link (127.0.x.y, all of
 * which is loopback on Linux). It needs no rights and no namespaces.
 */
final class Network implements AutoCloseable {
    private static final String DOMAIN = ".sekat.test";
    private static final int FIRST_CALLER = 10;

    private final Forwarder forwarder;
    private final Path folder;
    private final Map<String, List<Integer>> servers = new TreeMap<>();
    private final Map<String, Map<String, List<Link>>> links = new TreeMap<>();

    /**
     * @param folder takes the files of hosts
     */
    Network(Path folder) throws IOException {
        this.forwarder = new Forwarder();
        this.folder = folder;
    }

    /** Where links are listened: whether the machine has more loopback addresses than one. */
    static boolean isPossible() {
        try (java.net.ServerSocket socket = new java.net.ServerSocket()) {
            socket.bind(new InetSocketAddress(address(FIRST_CALLER, 1), 0));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** The host name by which processes reach a server. */
    static String host(String server) {
        return server + DOMAIN;
    }

    /** Makes a server known, before any caller. */
    void server(String name, Integer... ports) {
        servers.put(name, List.of(ports));
    }

    /**
     * Opens links from a process to every server but itself.
     *
     * @return its file of hosts, for {@code -Djdk.net.hosts.file}
     */
    Path caller(String name) throws IOException {
        int caller = FIRST_CALLER + links.size();
        Map<String, List<Link>> outgoing = new TreeMap<>();
        List<String> hosts = new ArrayList<>(List.of("127.0.0.1 localhost", "127.0.0.1 " + ownHost()));
        int callee = 0;
        for (Map.Entry<String, List<Integer>> server : servers.entrySet()) {
            callee++;
            if (server.getKey().equals(name)) {
                hosts.add("127.0.0.1 " + host(name));
                continue;
            }
            InetAddress at = address(caller, callee);
            hosts.add(at.getHostAddress() + " " + host(server.getKey()));
            List<Link> opened = new ArrayList<>();
            for (int port : server.getValue()) {
                opened.add(forwarder.open(
                        new InetSocketAddress(at, port),
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
            }
            outgoing.put(server.getKey(), opened);
        }
        links.put(name, outgoing);
        return Files.write(folder.resolve(name + ".hosts"), hosts);
    }

    /** Changes what passes between two processes, whoever calls whom. */
    void set(String one, String other, Passage passage) {
        links(one, other).forEach(link -> link.set(passage));
        links(other, one).forEach(link -> link.set(passage));
    }

    private List<Link> links(String caller, String server) {
        return links.getOrDefault(caller, Map.of()).getOrDefault(server, List.of());
    }

    private static InetAddress address(int caller, int callee) throws UnknownHostException {
        return InetAddress.getByAddress(new byte[] {127, 0, (byte) caller, (byte) callee});
    }

    private static String ownHost() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    @Override
    public void close() {
        forwarder.close();
    }
}
