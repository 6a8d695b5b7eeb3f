package io.sekat.sandbox;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.kafka.KafkaContainer;

/**
 * Broker, registry and its database in containers, from the images that {@code docker-compose.yml} names and on free
 * ports.
 */
final class ServerContainers implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final int DATABASE_PORT = 5432;
    private static final int REGISTRY_PORT = 8080;

    private final Deque<Runnable> stops = new ArrayDeque<>();
    private final Network network = Network.newNetwork();
    private final KafkaContainer kafka;
    private final GenericContainer<?> database;
    private final GenericContainer<?> registry;

    private ServerContainers() throws IOException {
        stops.push(network::close);
        // A misspelt topic name must fail, as it does at a bank.
        kafka = new KafkaContainer(ComposeFile.image("kafka"))
                .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
                .withStartupTimeout(START_LIMIT);
        // The image's own start script runs the server twice: once to set it up, then for good.
        database = new GenericContainer<>(ComposeFile.image("registry-database"))
                .withNetwork(network)
                .withNetworkAliases("registry-database")
                .withEnv("POSTGRES_DB", "registry")
                .withEnv("POSTGRES_USER", "registry")
                .withEnv("POSTGRES_PASSWORD", "registry")
                .withExposedPorts(DATABASE_PORT)
                .waitingFor(Wait.forLogMessage(".*database system is ready to accept connections.*\\s", 2))
                .withStartupTimeout(START_LIMIT);
        registry = new GenericContainer<>(ComposeFile.image("registry"))
                .withNetwork(network)
                .withEnv(
                        "REGISTRY_DATASOURCE_URL", "jdbc:postgresql://registry-database:" + DATABASE_PORT + "/registry")
                .withEnv("REGISTRY_DATASOURCE_USERNAME", "registry")
                .withEnv("REGISTRY_DATASOURCE_PASSWORD", "registry")
                .withExposedPorts(REGISTRY_PORT)
                .waitingFor(Wait.forHttp("/health/ready").forPort(REGISTRY_PORT))
                .withStartupTimeout(START_LIMIT);
    }

    /** Starts them and waits until each is ready; what was started is stopped if one is not. */
    static ServerContainers start() throws IOException {
        ServerContainers servers = new ServerContainers();
        try {
            servers.start(servers.kafka);
            servers.start(servers.database);
            servers.start(servers.registry);
            return servers;
        } catch (RuntimeException e) {
            servers.close();
            throw e;
        }
    }

    private void start(GenericContainer<?> container) {
        stops.push(container::stop);
        container.start();
    }

    String bootstrapServers() {
        return kafka.getBootstrapServers();
    }

    String registryUrl() {
        return "http://" + registry.getHost() + ":" + registry.getMappedPort(REGISTRY_PORT);
    }

    @Override
    public void close() {
        while (!stops.isEmpty()) {
            stops.pop().run();
        }
    }
}
