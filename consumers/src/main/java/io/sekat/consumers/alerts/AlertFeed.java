package io.sekat.consumers.alerts;

import io.sekat.config.Settings;
import io.sekat.config.SettingsException;
import io.sekat.events.RejectedRecord;
import io.sekat.identifiers.ParticipantId;
import io.sekat.serdes.AvroSerdes;
import io.sekat.serdes.Incoming;
import io.sekat.topics.Topic;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One participant's alerts, followed in a thread of its own: reads its topic, committed records only; hands the newest
 * revision of each subject to a handler until that succeeds; publishes what it answers; commits what is handled and
 * answered, so that each alert is handled at least once and no answer is lost. Bad bytes go to {@code rejected-records}. Neither those nor a broker, registry or handler that fails stops
 * it.
 *
 * <pre>{@code
 * try (AlertFeed<FreezeAlert> feed = AlertFeed.of(settings, AlertKind.FREEZE, bank).start(core::hold)) {
 *     feed.awaitEnd();
 * }
 * }</pre>
 *
 * @param <V> FreezeAlert, ReturnRequest or BlockRequest
 */
public final class AlertFeed<V extends SpecificRecord> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AlertFeed.class);
    private static final Duration HANDLER_MAY_FINISH = Duration.ofSeconds(3);
    private static final Duration LEAVE_WITHIN = Duration.ofSeconds(2);
    private static final int ROOM = 10_000;
    private static final int REMEMBERED = 100_000;

    private final Consumer<String, Incoming<V>> consumer;
    private final Rejects rejects;
    private final EventWriter answers;
    private final FeedLoop<V> loop;
    private final Thread thread;
    private final CompletableFuture<Optional<Throwable>> end = new CompletableFuture<>();

    private AlertFeed(
            Plan<V> plan,
            Consumer<String, Incoming<V>> consumer,
            Rejects rejects,
            EventWriter answers,
            FeedLoop<V> loop) {
        this.consumer = consumer;
        this.rejects = rejects;
        this.answers = answers;
        this.loop = loop;
        this.thread = new Thread(this::run, "sekat-agent-" + plan.topic());
    }

    /**
     * Plans to follow a participant's alerts.
     *
     * @param settings where the brokers and the registry are
     * @param kind what is followed
     * @param participant whose alerts
     */
    public static <V extends SpecificRecord> Plan<V> of(
            Settings settings, AlertKind<V> kind, ParticipantId participant) {
        return new Plan<>(settings, kind, participant);
    }

    /** Name of the consumer group that a participant's feed has unless its plan says otherwise. */
    public static String groupOf(ParticipantId participant) {
        return "sekat-agent-" + participant;
    }

    /**
     * How a feed is to run.
     *
     * @param <V> FreezeAlert, ReturnRequest or BlockRequest
     */
    public static final class Plan<V extends SpecificRecord> {
        private final Settings settings;
        private final AlertKind<V> kind;
        private final Topic<V> topic;
        private String group;
        private RetryPolicy retries = RetryPolicy.DEFAULT;
        private FeedListener<? super V> listener = new FeedListener<>() {};

        private Plan(Settings settings, AlertKind<V> kind, ParticipantId participant) {
            this.settings = settings;
            this.kind = kind;
            this.topic = kind.topics().of(participant);
            this.group = groupOf(participant);
        }

        /** Replaces the consumer group; the feed goes on where its group left off, a new group from the beginning. */
        public Plan<V> group(String name) {
            group = name;
            return this;
        }

        /** Replaces {@link RetryPolicy#DEFAULT}. */
        public Plan<V> retries(RetryPolicy policy) {
            retries = policy;
            return this;
        }

        /** Somebody is told what the feed does. */
        public Plan<V> listener(FeedListener<? super V> told) {
            listener = told;
            return this;
        }

        /** Name of the topic that is followed. */
        public String topic() {
            return topic.name();
        }

        /**
         * Starts to follow; does not wait for the broker.
         *
         * @param handler acts on an alert
         * @throws SettingsException when the library that reads Avro is not on the class path
         * @throws KafkaException when the settings of the Kafka clients are not valid
         */
        public AlertFeed<V> start(AlertHandler<? super V> handler) {
            AvroSerdes serdes = AvroSerdes.of(settings);
            Map<String, Object> config = new HashMap<>(settings.kafkaClient(group));
            config.put("group.id", group);
            config.put("isolation.level", "read_committed");
            config.put("enable.auto.commit", "false");
            config.put("auto.offset.reset", "earliest");
            config.put("allow.auto.create.topics", "false");
            return start(
                    handler,
                    new KafkaConsumer<>(config, new StringDeserializer(), serdes.incoming(topic.type())),
                    new Rejects(() -> producer(serdes)),
                    EventWriter.of(settings, group + "-answers"));
        }

        AlertFeed<V> start(
                AlertHandler<? super V> handler,
                Consumer<String, Incoming<V>> consumer,
                Rejects rejects,
                EventWriter answers) {
            Inbox<V> inbox = new Inbox<>(kind, retries, ROOM, REMEMBERED);
            FeedLoop<V> loop = new FeedLoop<>(
                    topic(),
                    kind,
                    handler,
                    listener,
                    retries,
                    consumer,
                    rejects,
                    answers,
                    inbox,
                    InstantSource.system(),
                    SteadyClock.start());
            AlertFeed<V> feed = new AlertFeed<>(this, consumer, rejects, answers, loop);
            feed.thread.start();
            return feed;
        }

        private Producer<String, RejectedRecord> producer(AvroSerdes serdes) {
            Map<String, Object> config = new HashMap<>(settings.kafkaClient(group + "-rejects"));
            config.put("acks", "all");
            config.put("max.request.size", Topic.LARGEST_RECORD);
            config.putIfAbsent("max.block.ms", "10000");
            return new KafkaProducer<>(config, new StringSerializer(), serdes.serializer());
        }
    }

    /** What the feed has done since its start. */
    public FeedCounts counts() {
        return loop.counts();
    }

    private void run() {
        @Nullable Throwable failure = null;
        try {
            loop.run();
            loop.commitAtEnd();
        } catch (WakeupException | InterruptedException | InterruptException e) {
            LOG.debug("{}: closed while something was under way; it will be delivered again", thread.getName());
        } catch (RuntimeException | Error e) {
            failure = e;
            LOG.error("{}: ended by an error that it cannot go on from", thread.getName(), e);
        } finally {
            // An interrupt has done its work by now; the clients would take it for their own.
            Thread.interrupted();
            closeClients();
            end.complete(Optional.ofNullable(failure));
        }
    }

    private void closeClients() {
        try (rejects;
                answers) {
            consumer.close(CloseOptions.timeout(LEAVE_WITHIN));
        } catch (KafkaException e) {
            LOG.debug("{}: did not leave its group in order", thread.getName(), e);
        }
    }

    /**
     * Waits until the feed has ended, by {@link #close} or by an error.
     *
     * @return the error; empty when it was closed
     */
    public Optional<Throwable> awaitEnd() throws InterruptedException {
        try {
            return end.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the end of a feed is never an exception", e);
        }
    }

    /** Completes when the feed has ended, with the error or, when it was closed, empty: for those that follow many. */
    public CompletableFuture<Optional<Throwable>> end() {
        return end.copy();
    }

    private boolean hasEndedWithin(Duration limit) throws InterruptedException {
        try {
            end.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("the end of a feed is never an exception", e);
        }
    }

    /** Asks the feed to end and does not wait for it: for those that close many. */
    public void stop() {
        loop.close();
        consumer.wakeup();
    }

    /**
     * Ends the feed: the handler may finish the alert in hand for some seconds and is interrupted then; what is not
     * handled is delivered again at the next start.
     */
    @Override
    public void close() {
        stop();
        try {
            if (!hasEndedWithin(HANDLER_MAY_FINISH)) {
                thread.interrupt();
                if (!hasEndedWithin(LEAVE_WITHIN.multipliedBy(2))) {
                    LOG.warn("{}: its handler does not end although it was interrupted", thread.getName());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
