package io.sekat.consumers.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sekat.config.Settings;
import io.sekat.events.FreezeAlert;
import io.sekat.identifiers.ParticipantId;
import io.sekat.serdes.Incoming;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class AlertFeedTest {
    private static final String TOPIC = "freeze-alerts.MBBEMYKL";
    private static final TopicPartition SOURCE = new TopicPartition(TOPIC, 0);

    private final MockConsumer<String, Incoming<FreezeAlert>> consumer = new MockConsumer<>("earliest");
    private final List<String> missing = new CopyOnWriteArrayList<>();

    @Test
    void itWaitsForTheTopicOfAParticipantThatIsNotLoadedYet() {
        List<FreezeAlert> acted = new CopyOnWriteArrayList<>();
        try (AlertFeed<FreezeAlert> feed = start(alert -> {
            acted.add(alert);
            return Answer.none();
        })) {
            await().atMost(Duration.ofMinutes(1)).until(() -> !missing.isEmpty());

            topicAppearsWithAnAlert();

            await().atMost(Duration.ofMinutes(1)).until(() -> acted.size() == 1);
            await().atMost(Duration.ofMinutes(1)).until(() -> feed.counts().handled() == 1);
        }
        assertThat(missing).containsExactly(TOPIC);
        assertThat(consumer.closed()).isTrue();
    }

    @Test
    void closingInterruptsAHandlerThatDoesNotEnd() throws Exception {
        CountDownLatch inHand = new CountDownLatch(1);
        AlertFeed<FreezeAlert> feed = start(alert -> {
            inHand.countDown();
            new CountDownLatch(1).await();
            return Answer.none();
        });
        await().atMost(Duration.ofMinutes(1)).until(() -> !missing.isEmpty());
        topicAppearsWithAnAlert();
        inHand.await();
        Instant before = Instant.now();

        feed.close();

        assertThat(feed.awaitEnd()).isEmpty();
        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(30));
        assertThat(consumer.closed()).isTrue();
    }

    @Test
    void anErrorThatItCannotGoOnFromIsTold() throws Exception {
        AlertFeed<FreezeAlert> feed = start(alert -> {
            throw new NoClassDefFoundError("core banking");
        });
        await().atMost(Duration.ofMinutes(1)).until(() -> !missing.isEmpty());

        topicAppearsWithAnAlert();

        assertThat(feed.awaitEnd()).containsInstanceOf(NoClassDefFoundError.class);
        assertThat(consumer.closed()).isTrue();
    }

    private AlertFeed<FreezeAlert> start(AlertHandler<FreezeAlert> handler) {
        return AlertFeed.of(Settings.defaults(), AlertKind.FREEZE, new ParticipantId("MBBEMYKL"))
                .listener(new FeedListener<FreezeAlert>() {
                    @Override
                    public void waitingForTopic(String topic) {
                        missing.add(topic);
                    }
                })
                .start(
                        handler,
                        consumer,
                        new Rejects(() -> {
                            throw new AssertionError("nothing is rejected");
                        }),
                        new EventWriter(() -> {
                            throw new AssertionError("nothing is answered");
                        }));
    }

    private void topicAppearsWithAnAlert() {
        consumer.schedulePollTask(() -> {
            consumer.rebalance(Set.of(SOURCE));
            consumer.updateBeginningOffsets(Map.of(SOURCE, 0L));
            consumer.addRecord(new ConsumerRecord<>(
                    TOPIC,
                    0,
                    0,
                    "MBBEMYKL:1001",
                    new Incoming<>(new byte[] {0}, Alerts.freeze("1001", 1).build(), null)));
        });
        consumer.updatePartitions(TOPIC, List.of(new PartitionInfo(TOPIC, 0, null, null, null)));
    }
}
