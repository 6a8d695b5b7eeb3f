package io.sekat.sandbox;

import static java.util.stream.Collectors.joining;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The shape of an embedded Kafka cluster: what every node must know of all.
 *
 * @param nodes all nodes, which are all controllers and all brokers
 * @param settings further broker settings, the same on every node; they win over those of {@link BrokerSettings}
 */
public record BrokerCluster(List<BrokerNode> nodes, Map<String, String> settings) {

    /** The same for every sandbox, so that a node whose folder was wiped finds back into its cluster. */
    static final String ID = "sekat-sandbox";

    private static final int MOST_REPLICAS = 3;

    public BrokerCluster {
        nodes = List.copyOf(nodes);
        settings = Map.copyOf(settings);
    }

    /**
     * A cluster of one node.
     *
     * @param port where clients connect, or 0 for a free port
     * @throws StartFailure if the port is taken
     */
    public static BrokerCluster ofOne(int port) {
        int settled = Ports.claim(port, "Kafka broker", "--broker-port");
        return new BrokerCluster(List.of(new BrokerNode(1, settled, Ports.anyFree())), Map.of());
    }

    /** A cluster of so many nodes with ids from 1, all on free ports. */
    public static BrokerCluster ofSize(int size) {
        int[] ports =
                IntStream.generate(Ports::anyFree).distinct().limit(2L * size).toArray();
        return new BrokerCluster(
                IntStream.range(0, size)
                        .mapToObj(i -> new BrokerNode(i + 1, ports[2 * i], ports[2 * i + 1]))
                        .toList(),
                Map.of());
    }

    /** This cluster with one more broker setting. */
    public BrokerCluster with(String setting, String value) {
        Map<String, String> more = new HashMap<>(settings);
        more.put(setting, value);
        return new BrokerCluster(nodes, more);
    }

    /** The addresses of all nodes, as Kafka clients want them. */
    public String bootstrapServers() {
        return nodes.stream().map(BrokerNode::address).collect(joining(","));
    }

    String voters() {
        return nodes.stream().map(BrokerNode::voter).collect(joining(","));
    }

    int replicas() {
        return Math.min(MOST_REPLICAS, nodes.size());
    }

    /** As many as can be asked for while one replica is down. */
    int minInSyncReplicas() {
        return Math.max(1, replicas() - 1);
    }
}
