package io.sekat.consumers.police;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekat.serdes.Incoming;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the consumer group tells of how far the police's agent has read. */
class PoliceLoopIT {
    private static final TopicPartition PARTITION = new TopicPartition("enriched-reports", 0);

    private final GroupInMotion consumer = new GroupInMotion();
    private TestDatabase database;
    private PoliceLoop loop;
    private Instant steady = Instant.EPOCH;

    @BeforeEach
    void start() throws Exception {
        database = TestDatabase.start();
        loop = new PoliceLoop(consumer, database.open(), "a test's database", () -> steady);
        loop.subscribe();
        consumer.rebalance(List.of(PARTITION));
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        loop.turn();
    }

    @AfterEach
    void stop() throws Exception {
        database.close();
    }

    @Test
    void aReadRecordIsShown() {
        consumer.addRecord(record(0));
        loop.turn();

        assertThat(shown()).isEqualTo(1);
    }

    @Test
    void theMarkOfATransactionBehindTheLastRecordIsShownAsRead() {
        consumer.addRecord(record(0));
        loop.turn();

        consumer.seek(PARTITION, 2);
        loop.turn();

        assertThat(shown()).isEqualTo(2);
    }

    @Test
    void whatCouldNotBeShownIsShownLater() {
        consumer.isRebalancing = true;
        consumer.addRecord(record(0));
        loop.turn();
        assertThat(shown()).isZero();

        consumer.isRebalancing = false;
        loop.turn();

        assertThat(shown()).isEqualTo(1);
    }

    @Test
    void whereThePositionIsNotKnownTheAgentGoesOnAndShowsItLater() {
        consumer.isUnplaced = true;
        consumer.addRecord(record(0));
        loop.turn();
        assertThat(shown()).isZero();

        consumer.isUnplaced = false;
        loop.turn();

        assertThat(shown()).isEqualTo(1);
    }

    /** The loop knows no other clock, so setting the machine's changes nothing. */
    @Test
    void afterAFailureItReadsAgainOnceTheClockThatNobodySetsHasGoneOn() {
        consumer.setPollException(new KafkaException("away"));
        loop.turn();
        consumer.addRecord(record(0));
        loop.turn();
        assertThat(shown()).isZero();

        steady = steady.plusSeconds(1);
        loop.turn();

        assertThat(shown()).isEqualTo(1);
    }

    private long shown() {
        OffsetAndMetadata committed = consumer.committed(Set.of(PARTITION)).get(PARTITION);
        return committed == null ? 0 : committed.offset();
    }

    private static ConsumerRecord<String, Incoming<? extends SpecificRecord>> record(long offset) {
        return new ConsumerRecord<>(
                PARTITION.topic(), PARTITION.partition(), offset, "R-1", new Incoming<>(null, null, null));
    }

    /** A group takes no commits while it shares its partitions out anew. */
    private static final class GroupInMotion extends MockConsumer<String, Incoming<? extends SpecificRecord>> {
        private boolean isRebalancing;
        private boolean isUnplaced;

        private GroupInMotion() {
            super("earliest");
        }

        @Override
        public synchronized long position(TopicPartition partition, Duration timeout) {
            if (isUnplaced) {
                throw new TimeoutException();
            }
            return super.position(partition, timeout);
        }

        @Override
        public synchronized void commitAsync(
                Map<TopicPartition, OffsetAndMetadata> offsets, OffsetCommitCallback callback) {
            if (isRebalancing) {
                callback.onComplete(offsets, new RebalanceInProgressException());
            } else {
                super.commitAsync(offsets, callback);
            }
        }
    }
}
