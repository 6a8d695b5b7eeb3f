package io.sekat.sandbox;

/**
 * One node of an embedded Kafka cluster, which is broker and controller at once.
 *
 * @param id unique in its cluster, from 1
 * @param port where clients connect, on 127.0.0.1
 * @param controllerPort where the controllers talk to each other, on 127.0.0.1; may change between two starts
 */
public record BrokerNode(int id, int port, int controllerPort) {

    /** The address for clients, {@code host:port}. */
    public String address() {
        return "127.0.0.1:" + port;
    }

    /** This node as an entry of {@code controller.quorum.voters}. */
    String voter() {
        return id + "@127.0.0.1:" + controllerPort;
    }
}
