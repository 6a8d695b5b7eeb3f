package io.sekat.streams;

import io.sekat.config.SettingCatalogue;
import io.sekat.config.Settings;
import io.sekat.serdes.AvroSerdes;
import io.sekat.streams.query.QueryServer;
import io.sekat.topics.TopicCreation;
import io.sekat.topics.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One instance of the Streams application. */
public final class StreamsApp implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StreamsApp.class);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final KafkaStreams streams;
    private final Optional<QueryServer> queries;
    private final List<AutoCloseable> closing;
    private final CountDownLatch started = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable String refusal;

    private StreamsApp(KafkaStreams streams, Optional<QueryServer> queries, List<AutoCloseable> closing) {
        this.streams = streams;
        this.queries = queries;
        this.closing = closing;
    }

    /** Creates the topics that are missing and starts an instance. */
    public static StreamsApp start(Settings settings) {
        Admin admin = Admin.create(settings.kafkaClient("sekat-streams-admin"));
        TopicCreation creation = new TopicCreation(admin, settings);
        creation.create(Topics.all());
        List<AutoCloseable> closing = new ArrayList<>(List.of(admin));
        AvroSerdes serdes = AvroSerdes.of(settings).shared(closing::add);
        StoredAnswers answers = StoredAnswers.open(settings);
        closing.add(answers);
        Environment environment = Environment.of(settings, serdes, new ExistingTopics(creation), answers);
        Optional<QueryServer> queries = queries(settings);
        queries.ifPresent(server -> closing.add(0, server));
        Properties properties = StreamsSettings.of(settings);
        queries.ifPresent(server -> properties.put(StreamsConfig.APPLICATION_SERVER_CONFIG, server.address()));
        KafkaStreams streams = new KafkaStreams(SekatTopology.of(environment), properties);
        queries.ifPresent(server -> server.serve(streams, environment.live(), admin, creation::partitions));
        StreamsApp app = new StreamsApp(streams, queries, closing);
        streams.setUncaughtExceptionHandler(app::goOn);
        streams.setStateListener((next, previous) -> {
            LOG.info("Streams application: {} (was {})", next, previous);
            if (next == KafkaStreams.State.RUNNING) {
                app.started.countDown();
            } else if (next == KafkaStreams.State.NOT_RUNNING || next == KafkaStreams.State.ERROR) {
                app.note(next);
                app.ended.countDown();
                app.started.countDown();
            }
        });
        streams.start();
        closing.add(0, ClockWatch.start(app::beginAnew));
        return app;
    }

    private static Optional<QueryServer> queries(Settings settings) {
        OptionalInt port = settings.get(SettingCatalogue.QUERY_PORT);
        return port.isPresent() ? Optional.of(QueryServer.open(settings, port.getAsInt())) : Optional.empty();
    }

    /** Nothing that can pass, such as a registry or broker that is away, ends the application; wrong settings do. */
    private StreamThreadExceptionResponse goOn(Throwable thrown) {
        String wrong = LimitsChanged.in(thrown).map(Throwable::getMessage).orElse(null);
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
        int threads = streams.metadataForLocalThreads().size();
        for (int i = 0; i < threads; i++) {
            if (streams.addStreamThread().isPresent()) { // those that came first are removed first
                removeStreamThread();
            }
        }
    }

    private void removeStreamThread() {
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

    /** State of the instance, in Kafka Streams' own words. */
    public String state() {
        return streams.state().name();
    }

    @Override
    public void close() {
        // Whoever asks while the partitions leave is told to ask again, so this one answers to the last. It leaves the
        // group: whoever has its partitions next need not wait until it is given up.
        streams.close(CloseOptions.timeout(CLOSE_WITHIN)
                .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
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
