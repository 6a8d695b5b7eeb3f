package io.sekat.streams;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** That no offset is committed past work that went with an aborted transaction; a consumer in memory tells positions. */
class CommitGuardTest {
    private static final TopicPartition A = new TopicPartition("scam-reports", 0);
    private static final TopicPartition B = new TopicPartition("account-messages", 0);

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final CommitGuard guard = new CommitGuard();

    @BeforeEach
    void bothPartitionsAreCommittedUpTo10() {
        consumer.assign(List.of(A, B));
        guard.reads(consumer);
        guard.begins();
        readUpTo(A, 10);
        readUpTo(B, 10);
        commit(Map.of(A, 10L, B, 10L));
    }

    @Test
    void oneTransactionAfterTheOtherIsCommitted() {
        readUpTo(A, 20);

        assertThatCode(() -> commit(Map.of(A, 15L))).doesNotThrowAnyException();
        assertThatCode(() -> commit(Map.of(A, 20L))).doesNotThrowAnyException();
    }

    /** What Kafka Streams does when a task is corrupted while the group is being rebalanced. */
    @Test
    void workThatWasAbortedAndNotDoneAgainIsNotCommitted() {
        readUpTo(A, 20);
        guard.aborted();
        guard.soughtTo(B, 10);
        readUpTo(A, 25);

        assertThatThrownBy(() -> commit(Map.of(A, 25L, B, 12L)))
                .isInstanceOf(CommitFailedException.class)
                .hasMessageContaining("scam-reports-0")
                .hasMessageContaining("offset 10");
    }

    @Test
    void workThatIsDoneAgainIsCommitted() {
        readUpTo(A, 20);
        nothingRunsOn(B);
        guard.aborted();
        guard.soughtTo(A, 10);

        assertThatCode(() -> commit(Map.of(A, 20L))).doesNotThrowAnyException();
    }

    @Test
    void workReadAgainFromTheBeginningIsCommitted() {
        readUpTo(A, 20);
        nothingRunsOn(B);
        guard.aborted();
        guard.sought(List.of(A));

        assertThatCode(() -> commit(Map.of(A, 20L))).doesNotThrowAnyException();
    }

    /** A task may have done something because time went by, without anything read. */
    @Test
    void noTaskThatRanGoesOnWhateverItRead() {
        guard.aborted();

        assertThatThrownBy(() -> commit(Map.of(A, 10L))).isInstanceOf(CommitFailedException.class);
        assertThatThrownBy(() -> commit(Map.of())).isInstanceOf(CommitFailedException.class);
    }

    @Test
    void aTaskThatDidNotRunMayBegin() {
        nothingRunsOn(A);
        guard.aborted();
        guard.soughtTo(B, 10);
        consumer.resume(Set.of(A));
        readUpTo(A, 20);

        assertThatCode(() -> commit(Map.of(A, 20L))).doesNotThrowAnyException();
    }

    @Test
    void aTaskThatRanWithMuchAtHandDoesNotGoOn() {
        readUpTo(A, 20);
        consumer.pause(Set.of(A));
        guard.aborted();
        guard.soughtTo(B, 10);

        assertThatThrownBy(() -> commit(Map.of(A, 15L))).isInstanceOf(CommitFailedException.class);
    }

    /** All tasks are to begin anew, and one has its state back before the other. */
    @Test
    void aTaskThatBeganAnewNeedNotWaitForOneThatIsStillTo() {
        readUpTo(A, 20);
        readUpTo(B, 20);
        guard.aborted();
        consumer.pause(Set.of(A, B));
        guard.soughtTo(A, 10);
        consumer.resume(Set.of(A));

        assertThatCode(() -> commit(Map.of(A, 20L))).doesNotThrowAnyException();

        guard.soughtTo(B, 10);
        consumer.resume(Set.of(B));
        assertThatCode(() -> commit(Map.of(A, 25L, B, 20L))).doesNotThrowAnyException();
    }

    @Test
    void aTransactionThatWasSentAndThenAbortedDoesNotCount() {
        readUpTo(A, 20);
        guard.sends(offsets(Map.of(A, 20L)));
        guard.aborted();
        guard.committed();

        assertThatThrownBy(() -> commit(Map.of(A, 20L))).isInstanceOf(CommitFailedException.class);
    }

    @Test
    void aPartitionThatWentToAnotherAndCameBackIsReadFromWhatIsCommitted() {
        readUpTo(A, 20);
        nothingRunsOn(B);
        guard.aborted();
        consumer.assign(Set.of(B));
        commit(Map.of(B, 10L));
        consumer.assign(Set.of(A, B));

        assertThatCode(() -> commit(Map.of(A, 25L))).doesNotThrowAnyException();
    }

    @Test
    void aNewProducerBeginsAnew() {
        readUpTo(A, 20);
        guard.aborted();
        guard.begins();

        assertThatCode(() -> commit(Map.of(A, 20L))).doesNotThrowAnyException();
    }

    private void nothingRunsOn(TopicPartition partition) {
        consumer.pause(Set.of(partition));
    }

    private void readUpTo(TopicPartition partition, long offset) {
        consumer.seek(partition, offset);
    }

    private void commit(Map<TopicPartition, Long> upTo) {
        guard.sends(offsets(upTo));
        guard.committed();
    }

    private static Map<TopicPartition, OffsetAndMetadata> offsets(Map<TopicPartition, Long> upTo) {
        return upTo.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> new OffsetAndMetadata(entry.getValue())));
    }
}
