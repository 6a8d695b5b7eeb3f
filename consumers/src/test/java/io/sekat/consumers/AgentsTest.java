package io.sekat.consumers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sekat.config.Settings;
import io.sekat.consumers.alerts.AlertFeed;
import io.sekat.consumers.alerts.AlertKind;
import io.sekat.consumers.alerts.Alerts;
import io.sekat.consumers.alerts.Answer;
import io.sekat.events.Participant;
import io.sekat.events.ParticipantKind;
import io.sekat.identifiers.ParticipantId;
import io.sekat.serdes.Incoming;
import io.sekat.topics.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class AgentsTest {
    private static final TopicPartition SOURCE = new TopicPartition(Topics.PARTICIPANT_DIRECTORY.name(), 0);

    private final MockConsumer<String, Incoming<Participant>> consumer = new MockConsumer<>("earliest");
    private final List<String> employed = new CopyOnWriteArrayList<>();
    private long offset;

    @Test
    void eachBankAndOperatorGetsOneAgentThoughOneFailsAndTheBrokerIsAwayForAWhile() {
        assertThat(Alerts.ISSUED).isNotNull(); // lets Avro make events
        consumer.updateBeginningOffsets(Map.of(SOURCE, 0L));
        consumer.schedulePollTask(() -> {
            add("BROKEN", ParticipantKind.BANK);
            add("MBBEMYKL", ParticipantKind.BANK);
            add("PDRM", ParticipantKind.POLICE);
            add("MBBEMYKL", ParticipantKind.BANK);
        });
        consumer.schedulePollTask(() -> consumer.setPollException(new KafkaException("away")));
        consumer.schedulePollTask(() -> add("MAXIS", ParticipantKind.OPERATOR));

        try (Agents agents = new Agents(consumer, this::employ)) {
            agents.start();

            await().atMost(Duration.ofMinutes(1)).until(() -> agents.counts().size() == 2);
            assertThat(agents.counts()).containsOnlyKeys("MAXIS", "MBBEMYKL");
        }
        assertThat(employed).containsExactly("BROKEN", "MBBEMYKL", "MAXIS");
        assertThat(consumer.closed()).isTrue();
    }

    /** Nothing listens there, so the agent waits; closing must be prompt all the same. */
    private List<AlertFeed<?>> employ(Participant participant) {
        employed.add(participant.getParticipantId());
        if (participant.getParticipantId().equals("BROKEN")) {
            throw new KafkaException("cannot be started");
        }
        Settings settings = Settings.defaults().with(Map.of("bootstrap-servers", "127.0.0.1:1"));
        return List.of(AlertFeed.of(settings, AlertKind.FREEZE, new ParticipantId(participant.getParticipantId()))
                .start(alert -> Answer.none()));
    }

    private void add(String id, ParticipantKind kind) {
        Participant participant = Participant.newBuilder()
                .setParticipantId(id)
                .setKind(kind)
                .setName(id)
                .build();
        consumer.addRecord(new ConsumerRecord<>(
                SOURCE.topic(), 0, offset++, id, new Incoming<>(new byte[] {0}, participant, null)));
    }
}
