package io.sekat.consumers;

import io.sekat.config.Settings;
import io.sekat.consumers.alerts.AlertFeed;
import io.sekat.consumers.alerts.AlertHandler;
import io.sekat.consumers.alerts.AlertKind;
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
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An agent for each bank and operator, started as its participant becomes known. */
public final class Agents implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Agents.class);
    private static final Duration WAIT = Duration.ofMillis(500);

    private final Settings settings;
    private final AlertHandler<SpecificRecord> handler;
    private final KafkaConsumer<String, Incoming<Participant>> consumer;
    private final Map<String, AlertFeed<?>> feeds = new HashMap<>();
    private final Thread thread = new Thread(this::run, "sekat-agents");
    private volatile boolean closing;

    private Agents(
            Settings settings,
            AlertHandler<SpecificRecord> handler,
            KafkaConsumer<String, Incoming<Participant>> consumer) {
        this.settings = settings;
        this.handler = handler;
        this.consumer = consumer;
    }

    /** Follows the participants from now on, in a thread of its own; the handler gets every agent's alerts. */
    public static Agents start(Settings settings, AlertHandler<SpecificRecord> handler) {
        Map<String, Object> config = new HashMap<>(settings.kafkaClient("sekat-agents"));
        config.put("isolation.level", "read_committed");
        config.put("enable.auto.commit", "false");
        Agents agents = new Agents(
                settings,
                handler,
                new KafkaConsumer<>(
                        config,
                        new StringDeserializer(),
                        AvroSerdes.of(settings).incoming(Participant.class)));
        agents.thread.start();
        return agents;
    }

    /** Name of the consumer group of a participant's agent. */
    public static String groupOf(ParticipantId participant) {
        return "sekat-agent-" + participant;
    }

    private void run() {
        try (consumer) {
            List<TopicPartition> partitions = List.of(new TopicPartition(Topics.PARTICIPANT_DIRECTORY.name(), 0));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (!closing) {
                consumer.poll(WAIT).forEach(record -> {
                    if (record.value() != null) {
                        record.value().ifRead().ifPresent(this::employ);
                    }
                });
            }
        } catch (WakeupException e) {
            LOG.debug("stopping");
        } catch (KafkaException e) {
            LOG.error("cannot follow the participants any more: no agent is started for new ones", e);
        }
    }

    private void employ(Participant participant) {
        ParticipantId id = new ParticipantId(participant.getParticipantId());
        if (feeds.containsKey(id.value())) {
            return;
        }
        if (participant.getKind() == ParticipantKind.BANK) {
            feeds.put(id.value(), AlertFeed.start(settings, AlertKind.FREEZE, id, groupOf(id), handler::handle));
        } else if (participant.getKind() == ParticipantKind.OPERATOR) {
            feeds.put(id.value(), AlertFeed.start(settings, AlertKind.BLOCK, id, groupOf(id), handler::handle));
        }
    }

    /** Stops all agents. */
    @Override
    public void close() {
        closing = true;
        consumer.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        feeds.values().parallelStream().forEach(AlertFeed::close);
    }
}
