package io.sekat.sandbox;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * A Kafka node in a child JVM, with its data in a folder. It may be started again on the same folder, on other ports
 * too, after any kind of end, and it never outlives this JVM.
 */
public final class EmbeddedBroker implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final int PROBE_TIMEOUT_MILLIS = 5_000;

    /** The collector settings of Kafka's own start script, with a heap for one machine. */
    private static final List<String> JVM_OPTIONS = List.of(
            "-Xms128m",
            "-Xmx512m",
            "-XX:+UseG1GC",
            "-XX:MaxGCPauseMillis=20",
            "-XX:InitiatingHeapOccupancyPercent=35",
            "-XX:+ExitOnOutOfMemoryError",
            "-Djava.awt.headless=true",
            "-Dlogback.configurationFile=io/sekat/sandbox/broker-logback.xml");

    private final BrokerNode node;
    private final BrokerCluster cluster;
    private final ChildJvm child;

    private EmbeddedBroker(BrokerNode node, BrokerCluster cluster, ChildJvm child) {
        this.node = node;
        this.cluster = cluster;
        this.child = child;
    }

    /**
     * Starts a cluster of one node and waits until it serves clients.
     *
     * @param dataFolder the sandbox's data folder, created if need be; the node takes the sub-folder {@code broker-1}
     * @param port where clients connect on 127.0.0.1, or 0 for a free port
     * @throws StartFailure if the port is taken, the data is damaged or in use, or the node does not come up
     */
    public static EmbeddedBroker start(Path dataFolder, int port) {
        return launch(dataFolder, port).awaitReady();
    }

    /**
     * The same without waiting.
     *
     * @throws StartFailure if the port is taken, the data is damaged or in use, or the process cannot be started
     */
    static EmbeddedBroker launch(Path dataFolder, int port) {
        // A predecessor that is just stopping holds the data and the port: wait for it before looking at the port.
        awaitUnused(dataFolder);
        BrokerCluster cluster = BrokerCluster.ofOne(port);
        return launch(dataFolder, cluster.nodes().get(0), cluster);
    }

    /**
     * Starts a node without waiting for it. A node of a larger cluster is ready only when most of the others run.
     *
     * @param dataFolder the sandbox's data folder, created if need be; the node takes the sub-folder {@code broker-ID}
     * @param node the node to start
     * @param cluster the cluster that it is part of
     * @throws StartFailure if its data is damaged or in use, or the process cannot be started
     */
    public static EmbeddedBroker launch(Path dataFolder, BrokerNode node, BrokerCluster cluster) {
        return launch(dataFolder, node, cluster, List.of());
    }

    /**
     * The same with further options for its JVM.
     *
     * @param jvmOptions they win over those that every node has
     */
    public static EmbeddedBroker launch(
            Path dataFolder, BrokerNode node, BrokerCluster cluster, List<String> jvmOptions) {
        Path folder = folderOf(dataFolder, node.id());
        Path data = folder.resolve("data");
        Path properties = folder.resolve("server.properties");
        try {
            Files.createDirectories(folder);
            write(properties, BrokerSettings.of(node, cluster, data));
        } catch (IOException e) {
            throw new StartFailure(
                    "The folder %s cannot be written: %s. Choose another with --data DIR."
                            .formatted(folder, e.getMessage()),
                    e);
        }
        BrokerStorage.prepare(data, node);
        ChildJvm child = ChildJvm.launch(
                "broker-" + node.id(),
                folder,
                Stream.concat(JVM_OPTIONS.stream(), jvmOptions.stream()).toList(),
                ChildJvm.ownClassPath(),
                List.of(MendedKafka.class.getName(), properties.toString()));
        return new EmbeddedBroker(node, cluster, child);
    }

    /**
     * Waits until the node has joined its cluster and serves clients.
     *
     * @return this broker
     * @throws StartFailure if it exits or does not get there in time; it is stopped then
     */
    public EmbeddedBroker awaitReady() {
        // First the bare port: an AdminClient in front of a closed port spins and floods the log.
        child.awaitReady(() -> Ports.accepts(node.port()), START_LIMIT);
        try (Admin admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                node.address(),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                PROBE_TIMEOUT_MILLIS,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                PROBE_TIMEOUT_MILLIS,
                AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                100))) {
            child.awaitReady(() -> serves(admin), START_LIMIT);
        }
        return this;
    }

    private boolean serves(Admin admin) throws InterruptedException {
        try {
            boolean joined = admin.describeCluster().nodes().get().stream()
                    .anyMatch(member -> member.id() == node.id() && !member.isFenced());
            return joined
                    && admin.describeFeatures()
                            .featureMetadata()
                            .get()
                            .finalizedFeatures()
                            .containsKey("transaction.version");
        } catch (ExecutionException e) {
            return false;
        }
    }

    /** The addresses of all nodes of the cluster, as Kafka clients want them. */
    public String bootstrapServers() {
        return cluster.bootstrapServers();
    }

    /** This node's id and ports. */
    public BrokerNode node() {
        return node;
    }

    /** Whether the process is there. */
    public boolean isAlive() {
        return child.isAlive();
    }

    /** The process as the operating system sees it. */
    public ProcessHandle process() {
        return child.handle();
    }

    /** Where the node's output goes. */
    public Path log() {
        return child.log();
    }

    /** Ends the node as a crash would, for fault tests; returns when it is gone. */
    public void kill() {
        child.kill();
    }

    /**
     * Waits until no broker uses the only node's data.
     *
     * @throws StartFailure when one goes on using it
     */
    static void awaitUnused(Path dataFolder) {
        LockedFile.awaitReleased(folderOf(dataFolder, 1).resolve("data").resolve(".lock"), "Kafka broker's");
    }

    /** Stops the node in order, by force after ten seconds; returns when it is gone. */
    @Override
    public void close() {
        child.close();
    }

    private static Path folderOf(Path dataFolder, int id) {
        return dataFolder.toAbsolutePath().normalize().resolve("broker-" + id);
    }

    private static void write(Path file, Map<String, String> settings) throws IOException {
        Properties properties = new Properties();
        properties.putAll(settings);
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, "Written by the Sekat sandbox at every start; changes here are lost");
        }
    }
}
