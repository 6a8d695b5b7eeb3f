package io.sekat.consumers.police;

import io.sekat.config.Settings;
import io.sekat.consumers.alerts.SteadyClock;
import io.sekat.serdes.AvroSerdes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The police's agent, in a thread of its own: writes enriched reports, cases, trails, alerts, answers, escalations and
 * review items into the case store, each exactly once. Several may run; they share the partitions.
 */
public final class PoliceAgent implements AutoCloseable {
    /** The consumer group that shares the partitions out. */
    public static final String GROUP = "sekat-police";

    private static final Logger LOG = LoggerFactory.getLogger(PoliceAgent.class);
    private static final Duration LEAVE_WITHIN = Duration.ofSeconds(2);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(10);
    private static final int CONNECTIONS = 2;

    private final Settings settings;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, GROUP);
    private final List<AutoCloseable> opened = new ArrayList<>();
    private final CaseDatabase database;
    private final KafkaConsumer<String, ?> consumer;
    private final PoliceLoop loop;
    private volatile @Nullable Throwable failure;

    /**
     * What an agent has done since its start.
     *
     * @param written events that were written or were there already
     * @param unreadable records that are kept in {@code unreadable_record}
     */
    public record Counts(long written, long unreadable) {}

    private PoliceAgent(Settings settings) {
        this.settings = settings;
        Map<String, Object> config = new HashMap<>();
        // New participants' topics are seen as soon as this.
        config.put("metadata.max.age.ms", "5000");
        config.putAll(settings.kafkaClient(GROUP));
        config.put("group.id", GROUP);
        config.put("isolation.level", "read_committed");
        config.put("enable.auto.commit", "false");
        config.put("auto.offset.reset", "earliest");
        config.put("allow.auto.create.topics", "false");
        database = CaseDatabase.of(settings, GROUP, CONNECTIONS);
        opened.add(database);
        var reader = new KafkaConsumer<>(
                config,
                new StringDeserializer(),
                PoliceTopics.values(AvroSerdes.of(settings).shared(opened::add)));
        consumer = reader;
        loop = new PoliceLoop(reader, database, CaseDatabase.addressOf(settings), SteadyClock.start());
    }

    /** Starts an agent; waits neither for the broker nor for the database. */
    public static PoliceAgent start(Settings settings) {
        PoliceAgent agent = new PoliceAgent(settings);
        agent.thread.start();
        return agent;
    }

    /** Where it writes to, without what may be secret. */
    public String address() {
        return CaseDatabase.addressOf(settings);
    }

    /** What it has done. */
    public Counts counts() {
        return loop.counts();
    }

    private void run() {
        try {
            loop.subscribe();
            while (closing.getCount() > 0) {
                loop.turn();
            }
        } catch (WakeupException | InterruptException e) {
            LOG.debug("closed while something was under way; it is read again", e);
        } catch (RuntimeException | Error e) {
            failure = e;
            LOG.error("the police's agent ended by an error that it cannot go on from", e);
        } finally {
            Thread.interrupted();
            closeAll();
            ended.countDown();
        }
    }

    private void closeAll() {
        try {
            consumer.close(CloseOptions.timeout(LEAVE_WITHIN));
        } catch (RuntimeException e) {
            LOG.debug("did not leave its group in order", e);
        }
        for (AutoCloseable each : opened) {
            try {
                each.close();
            } catch (Exception e) {
                LOG.debug("did not close in order", e);
            }
        }
    }

    /**
     * Waits until the agent has ended, by {@link #close} or by an error.
     *
     * @return the error; empty when it was closed
     */
    public Optional<Throwable> awaitEnd() throws InterruptedException {
        ended.await();
        return Optional.ofNullable(failure);
    }

    /** Ends the agent; what is being written is written or rolled back, and read again at the next start. */
    @Override
    public void close() {
        closing.countDown();
        consumer.wakeup();
        try {
            if (!ended.await(CLOSE_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                thread.interrupt();
                if (!ended.await(LEAVE_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                    LOG.warn("the police's agent does not end: its database does not answer");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
