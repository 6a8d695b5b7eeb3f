package io.sekat.streams;

import io.sekat.config.SettingCatalogue;
import io.sekat.config.Settings;
import io.sekat.serdes.AvroSerdes;
import io.sekat.streams.query.QueryServer;
import io.sekat.topics.TopicCreation;
import io.sekat.topics.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One instance of the Streams application. */
public final class StreamsApp implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StreamsApp.class);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Map<Part, StreamThreads> parts;
    private final Optional<QueryServer> queries;
    private final List<AutoCloseable> closing;
    private final CountDownLatch started;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable String refusal;

    private StreamsApp(Map<Part, StreamThreads> parts, Optional<QueryServer> queries, List<AutoCloseable> closing) {
        this.parts = parts;
        this.started = new CountDownLatch(parts.size());
        this.queries = queries;
        this.closing = closing;
    }

    /**
     * Creates the topics that are missing and starts an instance.
     *
     * @throws io.sekat.topics.UnequalPartitions when topics that are joined have different numbers of partitions
     * @throws UnusableState when a store in the folder of its state cannot be opened
     */
    public static StreamsApp start(Settings settings) {
        Admin admin = Admin.create(settings.kafkaClient("sekat-streams-admin"));
        TopicCreation creation = new TopicCreation(admin, settings);
        try {
            creation.create(Topics.all());
            creation.checkPartitions();
        } catch (RuntimeException e) {
            admin.close();
            throw e;
        }
        List<AutoCloseable> closing = new ArrayList<>(List.of(admin));
        AvroSerdes serdes = AvroSerdes.of(settings).shared(closing::add);
        StoredAnswers answers = StoredAnswers.open(settings);
        closing.add(answers);
        Environment environment = Environment.of(settings, serdes, new ExistingTopics(creation), answers);
        Optional<QueryServer> queries = queries(settings);
        queries.ifPresent(server -> closing.add(0, server));
        Map<Part, StreamThreads> parts = new EnumMap<>(Part.class);
        Map<Part, KafkaStreams> asked = new EnumMap<>(Part.class);
        Map<Part, GuardedClients> clients = GuardedClients.ofOneInstance();
        for (Part part : Part.values()) {
            Properties properties = StreamsSettings.of(part, settings);
            queries.ifPresent(server -> properties.put(StreamsConfig.APPLICATION_SERVER_CONFIG, server.address()));
            StreamThreads threads = StreamThreads.of(
                    properties,
                    counted -> new KafkaStreams(SekatTopology.of(part, environment), counted, clients.get(part)));
            parts.put(part, threads);
            asked.put(part, threads.streams());
        }
        queries.ifPresent(server -> server.serve(asked, environment.live(), admin, creation::partitions));
        StreamsApp app = new StreamsApp(parts, queries, closing);
        try {
            parts.forEach(app::start);
        } catch (ProcessorStateException e) {
            app.close();
            throw new UnusableState(settings.get(SettingCatalogue.STATE_DIR), e);
        }
        closing.add(0, ClockWatch.start(app::beginAnew));
        return app;
    }

    private void start(Part part, StreamThreads threads) {
        AtomicBoolean wasStarted = new AtomicBoolean();
        KafkaStreams streams = threads.streams();
        streams.setUncaughtExceptionHandler(this::goOn);
        streams.setStateListener((next, previous) -> {
            LOG.info("Streams application, {}: {} (was {})", part, next, previous);
            boolean isOver = next == KafkaStreams.State.NOT_RUNNING || next == KafkaStreams.State.ERROR;
            if (isOver) {
                note(next);
                ended.countDown();
            }
            boolean isStarted = isOver || (next == KafkaStreams.State.RUNNING && threads.areAll());
            if (isStarted && wasStarted.compareAndSet(false, true)) {
                started.countDown();
            }
        });
        streams.start();
    }

    private static Optional<QueryServer> queries(Settings settings) {
        OptionalInt port = settings.get(SettingCatalogue.QUERY_PORT);
        return port.isPresent() ? Optional.of(QueryServer.open(settings, port.getAsInt())) : Optional.empty();
    }

    /** Nothing that can pass, such as a registry or broker that is away, ends the application; wrong settings do. */
    private StreamThreadExceptionResponse goOn(Throwable thrown) {
        String wrong = CannotGoOn.in(thrown).map(Throwable::getMessage).orElse(null);
        if (wrong != null) {
            refusal = wrong;
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        LOG.error(
                "A stream thread failed; another takes over its work from the last commit in {} s",
                PAUSE.toSeconds(),
                thrown);
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    private void note(KafkaStreams.State end) {
        if (end == KafkaStreams.State.ERROR && refusal == null) {
            refusal = "the instance cannot go on, its log says why: start it again, it goes on from the last commit";
        }
    }

    /** Puts new threads, with clients of their own, in the place of all that there are. */
    private void beginAnew() {
        parts.values().forEach(threads -> beginAnew(threads.streams()));
    }

    private static void beginAnew(KafkaStreams streams) {
        int threads = streams.metadataForLocalThreads().size();
        for (int i = 0; i < threads; i++) {
            if (streams.addStreamThread().isPresent()) { // those that came first are removed first
                removeStreamThread(streams);
            }
        }
    }

    private static void removeStreamThread(KafkaStreams streams) {
        try {
            streams.removeStreamThread(CLOSE_WITHIN);
        } catch (TimeoutException e) {
            // The brokers do not answer it. It works no more, and ends once they do; the others must begin anew too.
            LOG.warn("A stream thread was told to end and has not yet: {}", e.getMessage());
        }
    }

    /**
     * Waits until it has its partitions and their state.
     *
     * @return false when it was not running in time, or ended
     */
    public boolean awaitRunning(Duration atMost) throws InterruptedException {
        return started.await(atMost.toMillis(), TimeUnit.MILLISECONDS) && ended.getCount() > 0;
    }

    /** Why it ended by itself, for people; empty: it runs, or was closed. */
    public Optional<String> refusal() {
        return Optional.ofNullable(refusal);
    }

    /** Waits until it has ended. */
    public void awaitEnd() throws InterruptedException {
        ended.await();
    }

    /** Where it answers questions, e.g. {@code http://127.0.0.1:8090}; empty: it does not. */
    public Optional<String> queryUrl() {
        return queries.map(QueryServer::url);
    }

    /** State of the instance, in Kafka Streams' own words: that of its first part that is not running. */
    public String state() {
        return state(parts.values().stream().map(StreamThreads::streams).toList())
                .name();
    }

    /** State of the first part that is not running. */
    public static KafkaStreams.State state(Collection<KafkaStreams> parts) {
        return parts.stream()
                .map(KafkaStreams::state)
                .filter(state -> state != KafkaStreams.State.RUNNING)
                .findFirst()
                .orElse(KafkaStreams.State.RUNNING);
    }

    @Override
    public void close() {
        // Whoever asks while the partitions leave is told to ask again, so this one answers to the last. It leaves the
        // group: whoever has its partitions next need not wait until it is given up.
        parts.values()
                .forEach(threads -> threads.streams()
                        .close(CloseOptions.timeout(CLOSE_WITHIN)
                                .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP)));
        closing.forEach(StreamsApp::close);
    }

    private static void close(AutoCloseable service) {
        try {
            service.close();
        } catch (Exception e) {
            LOG.warn("could not close {}", service, e);
        }
    }
}
