package io.sekat.sandbox;

import io.sekat.config.SettingCatalogue;
import io.sekat.config.Settings;
import io.sekat.consumers.Agents;
import io.sekat.consumers.alerts.AlertHandler;
import io.sekat.consumers.police.PoliceAgent;
import io.sekat.events.Participant;
import io.sekat.producers.http.Gateway;
import io.sekat.sandbox.tools.SchemaRegistration;
import io.sekat.streams.StreamsApp;
import io.sekat.topics.TopicCreation;
import io.sekat.topics.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;

/** The embedded system: broker, registry and database as child processes, the Streams application in this one. */
public final class Sandbox implements AutoCloseable {
    private static final Duration STREAMS_START = Duration.ofMinutes(2);

    private final Path data;
    private final Listening listening;
    private final Consumer<String> tell;
    private final ProcessHandle broker;
    private Settings settings;
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private Optional<String> queryUrl = Optional.empty();

    private Sandbox(Path data, Listening listening, Settings settings, Consumer<String> tell, ProcessHandle broker) {
        this.data = data;
        this.listening = listening;
        this.settings = settings;
        this.tell = tell;
        this.broker = broker;
    }

    /**
     * Where the embedded servers listen on 127.0.0.1; 0: a free port.
     *
     * @param broker the broker's port
     * @param registry the registry's port
     * @param database the database's port
     */
    public record Listening(int broker, int registry, int database) {
        /** Free ports, so that it gets in nobody's way. */
        public static final Listening ANYWHERE = new Listening(0, 0, 0);

        /** Those of servers that start side by side: neither can see yet that the other has its port. */
        private void check() {
            if (broker != 0 && broker == registry) {
                throw new StartFailure(
                        "Port %d is wanted both for the Kafka broker and for the schema registry. Choose another one with"
                                        .formatted(broker)
                                + " --broker-port PORT or --registry-port PORT.");
            }
        }
    }

    /**
     * Starts broker and registry and creates topics and schemas; what an earlier run left in the folder goes on.
     *
     * @param data folder that keeps everything, created if need be
     * @param base settings; addresses and state folder are replaced by the embedded ones
     * @param listening the ports
     * @param tell is told what starts and where it listens
     * @throws StartFailure with a message for people; what was started is stopped then
     */
    public static Sandbox start(Path data, Settings base, Listening listening, Consumer<String> tell) {
        listening.check();
        Deque<AutoCloseable> servers = new ArrayDeque<>();
        try {
            // Neither needs the other, so they start side by side.
            EmbeddedBroker broker = EmbeddedBroker.launch(data, listening.broker());
            servers.push(broker);
            EmbeddedRegistry registry = EmbeddedRegistry.launch(data, listening.registry());
            servers.push(registry);
            tell.accept("Kafka broker      " + broker.awaitReady().bootstrapServers());
            tell.accept("Schema registry   " + registry.awaitReady().url());
            Settings settings = base.with(Map.of(
                    SettingCatalogue.BOOTSTRAP_SERVERS.name(),
                    broker.bootstrapServers(),
                    SettingCatalogue.REGISTRY_URL.name(),
                    registry.url(),
                    SettingCatalogue.STATE_DIR.name(),
                    data.resolve("streams").toString()));
            Sandbox sandbox = new Sandbox(data, listening, settings, tell, broker.process());
            sandbox.started.addAll(servers);
            provision(settings, tell);
            return sandbox;
        } catch (RuntimeException e) {
            close(servers);
            throw e;
        }
    }

    /** Creates the topics and schemas that are missing. */
    static void provision(Settings settings, Consumer<String> tell) {
        try (Admin admin = Admin.create(settings.kafkaClient("sekat-sandbox"))) {
            int created =
                    new TopicCreation(admin, settings).create(Topics.all()).size();
            tell.accept("Topics            " + Topics.all().size() + ", " + created + " of them new");
        }
        new SchemaRegistration(settings).registerAll();
    }

    /** Starts the Streams application and waits until it runs. */
    public StreamsApp startStreams() throws InterruptedException {
        StreamsApp app = StreamsApp.start(
                settings.get(SettingCatalogue.QUERY_PORT).isPresent()
                        ? settings
                        : settings.with(Map.of(SettingCatalogue.QUERY_PORT.name(), "0")));
        started.push(app);
        if (!app.awaitRunning(STREAMS_START)) {
            app.refusal().ifPresent(why -> {
                throw new StartFailure("The Streams application does not start: " + why + ".");
            });
            throw new StartFailure("The Streams application did not start within " + STREAMS_START.toSeconds()
                    + " s: it is " + app.state() + ". Its log tells why; with --clean it starts anew.");
        }
        queryUrl = app.queryUrl();
        tell.accept("Streams           group '" + settings.get(SettingCatalogue.APPLICATION_ID) + "' is running");
        return app;
    }

    /**
     * Starts an agent for each bank and operator; they come as the participants do.
     *
     * @param handlers makes each one's handler
     */
    public void startAgents(Function<Participant, ? extends AlertHandler<SpecificRecord>> handlers) {
        started.push(Agents.startEach(settings, handlers));
        tell.accept("Agents            one for each bank and operator, as participants are loaded");
    }

    /**
     * Starts the HTTP intake where the settings say; it asks the Streams application of this sandbox, if that was started.
     *
     * @throws IllegalStateException with a message for people when it cannot listen there
     */
    public Gateway startIntake() {
        Gateway gateway =
                Gateway.start(queryUrl.map(url -> settings.with(Map.of(SettingCatalogue.QUERY_URL.name(), url)))
                        .orElse(settings));
        started.push(gateway);
        tell.accept("HTTP intake       " + gateway.url());
        return gateway;
    }

    /**
     * Starts the police's agent, with an embedded database unless the settings name another than the default.
     *
     * @throws StartFailure with a message for people
     */
    public PoliceAgent startPolice() {
        if (settings.get(SettingCatalogue.DATABASE_URL).equals(SettingCatalogue.DATABASE_URL.defaultText())) {
            EmbeddedDatabase database = EmbeddedDatabase.start(data, listening.database());
            started.push(database);
            settings = settings.with(Map.of(
                    SettingCatalogue.DATABASE_URL.name(),
                    database.url(),
                    SettingCatalogue.DATABASE_USER.name(),
                    database.user()));
            tell.accept("Database          postgresql://" + database.user() + "@127.0.0.1:" + database.port() + "/"
                    + database.user());
        }
        PoliceAgent police = PoliceAgent.start(settings);
        started.push(police);
        tell.accept("Police            writing to " + police.address());
        return police;
    }

    /** The settings with the embedded addresses. */
    public Settings settings() {
        return settings;
    }

    /** The broker as the operating system sees it. */
    public ProcessHandle broker() {
        return broker;
    }

    /** Stops everything in the reverse order of its start; returns when no process is left. */
    @Override
    public void close() {
        close(started);
    }

    private static void close(Deque<AutoCloseable> services) {
        while (!services.isEmpty()) {
            try {
                services.pop().close();
            } catch (Exception e) {
                // The others must be stopped all the same.
                System.err.println("sekat: could not stop in order: " + e);
            }
        }
    }
}
