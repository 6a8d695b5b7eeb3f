package io.sekat.consumers;

import io.sekat.config.Settings;
import io.sekat.consumers.alerts.AlertFeed;
import io.sekat.consumers.alerts.AlertHandler;
import io.sekat.consumers.alerts.AlertKind;
import io.sekat.consumers.alerts.FeedCounts;
import io.sekat.events.Participant;
import io.sekat.events.ParticipantKind;
import io.sekat.identifiers.ParticipantId;
import io.sekat.serdes.AvroSerdes;
import io.sekat.serdes.Incoming;
import io.sekat.topics.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An agent for each bank and operator, started as its participant becomes known to Sekat. */
public final class Agents implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Agents.class);
    private static final Duration WAIT = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

    private final Consumer<String, Incoming<Participant>> consumer;
    private final Function<Participant, List<AlertFeed<?>>> employment;
    private final Map<String, List<AlertFeed<?>>> feeds = new ConcurrentHashMap<>();
    private final Thread thread = new Thread(this::run, "sekat-agents");
    private final CountDownLatch closing = new CountDownLatch(1);

    /**
     * @param consumer reads the participants; closed with the agents
     * @param employment starts the agent of a bank or an operator: its feeds
     */
    Agents(Consumer<String, Incoming<Participant>> consumer, Function<Participant, List<AlertFeed<?>>> employment) {
        this.consumer = consumer;
        this.employment = employment;
    }

    /** Follows the participants from now on, in a thread of its own; the handler gets every agent's alerts. */
    public static Agents start(Settings settings, AlertHandler<? super SpecificRecord> handler) {
        return startEach(settings, participant -> handler);
    }

    /**
     * Follows the participants from now on, in a thread of its own.
     *
     * @param settings where the brokers and the registry are
     * @param handlers makes the handler of a bank's or an operator's agent; called once for each
     */
    public static Agents startEach(
            Settings settings, Function<Participant, ? extends AlertHandler<? super SpecificRecord>> handlers) {
        Map<String, Object> config = new HashMap<>(settings.kafkaClient("sekat-agents"));
        config.put("isolation.level", "read_committed");
        config.put("enable.auto.commit", "false");
        config.put("auto.offset.reset", "earliest");
        config.put("allow.auto.create.topics", "false");
        Agents agents = new Agents(
                new KafkaConsumer<>(
                        config,
                        new StringDeserializer(),
                        AvroSerdes.of(settings).incoming(Participant.class)),
                participant -> feeds(settings, participant, handlers.apply(participant)));
        agents.start();
        return agents;
    }

    private static List<AlertFeed<?>> feeds(
            Settings settings, Participant participant, AlertHandler<? super SpecificRecord> handler) {
        ParticipantId id = new ParticipantId(participant.getParticipantId());
        return participant.getKind() == ParticipantKind.BANK
                ? List.of(
                        AlertFeed.of(settings, AlertKind.FREEZE, id).start(handler),
                        AlertFeed.of(settings, AlertKind.RETURN, id).start(handler))
                : List.of(AlertFeed.of(settings, AlertKind.BLOCK, id).start(handler));
    }

    void start() {
        thread.start();
    }

    /** What each agent has done, by participant. */
    public SortedMap<String, FeedCounts> counts() {
        SortedMap<String, FeedCounts> counts = new TreeMap<>();
        feeds.forEach((participant, own) -> own.stream()
                .map(AlertFeed::counts)
                .reduce(FeedCounts::plus)
                .ifPresent(sum -> counts.put(participant, sum)));
        return counts;
    }

    private void run() {
        try {
            List<TopicPartition> partitions = List.of(new TopicPartition(Topics.PARTICIPANT_DIRECTORY.name(), 0));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (closing.getCount() > 0) {
                turn();
            }
        } catch (WakeupException | InterruptedException e) {
            LOG.debug("stopping");
        } finally {
            consumer.close(CloseOptions.timeout(PAUSE));
        }
    }

    private void turn() throws InterruptedException {
        try {
            for (ConsumerRecord<String, Incoming<Participant>> record : consumer.poll(WAIT)) {
                if (record.value() != null) {
                    record.value().ifRead().ifPresent(this::employ);
                }
            }
        } catch (WakeupException e) {
            throw e;
        } catch (RuntimeException e) {
            // The broker or the registry does not answer: the same records are read again.
            LOG.warn("cannot read {}, trying again in {} s: {}", Topics.PARTICIPANT_DIRECTORY, PAUSE.toSeconds(), e);
            closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void employ(Participant participant) {
        ParticipantKind kind = participant.getKind();
        String id = participant.getParticipantId();
        if ((kind != ParticipantKind.BANK && kind != ParticipantKind.OPERATOR) || feeds.containsKey(id)) {
            return;
        }
        try {
            feeds.put(id, employment.apply(participant));
        } catch (RuntimeException e) {
            LOG.error("cannot start the agent of {}", id, e);
        }
    }

    /** Stops all agents. */
    @Override
    public void close() {
        closing.countDown();
        consumer.wakeup();
        try {
            thread.join(CLOSE_WITHIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        feeds.values().forEach(own -> own.forEach(AlertFeed::stop));
        feeds.values().forEach(own -> own.forEach(AlertFeed::close));
    }
}
