package io.sekat.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When threads of files rest; time goes on only where a test or a rest says so. */
class AlertsFirstTest {
    private static final long NOW = 1_700_000_000_000L;
    private static final long IN_TIME = NOW - AlertsFirst.LATE.toMillis();
    private static final long LATE = IN_TIME - 1;
    private static final TopicPartition A = new TopicPartition("scam-reports", 0);
    private static final TopicPartition B = new TopicPartition("account-messages", 0);

    private final AtomicLong nanos = new AtomicLong(-5_000);
    /** What happens while a thread rests. */
    private Runnable atRest = () -> {};

    private final AlertsFirst order = new AlertsFirst(() -> NOW, nanos::get, rest -> {
        nanos.addAndGet(rest);
        atRest.run();
    });
    private final AlertsFirst.Alerts alerts = order.new Alerts();
    private final AlertsFirst.Turns files = order.new Turns();

    @Test
    void nothingIsLateBeforeAnythingIsRead() {
        assertThat(order.isLate()).isFalse();
    }

    @Test
    void aRecordIsLateWhenItWaitedForLongerThanTheLimit() {
        alerts.read(records(Map.of(A, List.of(IN_TIME))));
        assertThat(order.isLate()).isFalse();
        alerts.read(records(Map.of(A, List.of(LATE))));
        assertThat(order.isLate()).isTrue();
    }

    /** What came while it waited is not what counts. */
    @Test
    void theOldestRecordOfEachPartitionCounts() {
        alerts.read(records(Map.of(A, List.of(LATE, NOW))));
        assertThat(order.isLate()).isTrue();
        readInTime();
        assertThat(order.isLate()).isFalse();
        alerts.read(records(Map.of(A, List.of(NOW), B, List.of(LATE))));
        assertThat(order.isLate()).isTrue();
        readInTime();
        alerts.read(records(Map.of(A, List.of(LATE), B, List.of(NOW))));
        assertThat(order.isLate()).isTrue();
    }

    @Test
    void aSendersTimeSaysNothing() {
        alerts.read(records(Map.of(A, List.of(LATE)), TimestampType.CREATE_TIME));
        alerts.read(records(Map.of(A, List.of(-1L)), TimestampType.NO_TIMESTAMP_TYPE));
        assertThat(order.isLate()).isFalse();
    }

    /** However long that takes: it reads again when it has done what it read. */
    @Test
    void aThreadIsLateUntilItReadsAgainAndAMomentLonger() {
        alerts.read(records(Map.of(A, List.of(LATE))));
        goOn(Duration.ofMinutes(1));
        assertThat(order.isLate()).isTrue();
        alerts.read(records(Map.of(A, List.of(NOW), B, List.of(NOW))));
        goOn(AlertsFirst.KNOWN.minusNanos(1));
        alerts.read(ConsumerRecords.empty());
        assertThat(order.isLate()).isTrue();
        goOn(Duration.ofNanos(1));
        assertThat(order.isLate()).isFalse();
    }

    @Test
    void oneThreadThatIsLateIsEnoughUntilItEnds() {
        AlertsFirst.Alerts others = order.new Alerts();
        alerts.read(records(Map.of(A, List.of(LATE))));
        others.read(records(Map.of(B, List.of(NOW))));
        assertThat(order.isLate()).isTrue();
        alerts.ends();
        assertThat(order.isLate()).isFalse();
    }

    /** So that the police learn something however far behind an instance is, or however wrong its clock. */
    @Test
    void whileAlertsAreLateFilesRestForAFewTimesAsLongAsTheyWorked() {
        alerts.read(records(Map.of(A, List.of(LATE))));
        assertThat(restAfter(Duration.ofNanos(7))).isEqualTo(Duration.ofNanos(7 * AlertsFirst.TIMES));
        assertThat(restAfter(Duration.ofMillis(25))).isEqualTo(Duration.ofMillis(25L * AlertsFirst.TIMES));
    }

    /** Whoever is to take over its partitions waits for its end. */
    @Test
    void aRestIsNeverLong() {
        alerts.read(records(Map.of(A, List.of(LATE))));
        assertThat(restAfter(Duration.ofMinutes(1))).isEqualTo(AlertsFirst.LONGEST);
    }

    @Test
    void nobodyRestsWhileNothingIsLate() {
        assertThat(restAfter(Duration.ofMillis(25))).isZero();
    }

    @Test
    void aRestEndsSoonAfterAlertsAreInTimeAgain() {
        alerts.read(records(Map.of(A, List.of(LATE))));
        atRest = () -> alerts.read(ConsumerRecords.empty());
        assertThat(restAfter(Duration.ofMinutes(1))).isBetween(AlertsFirst.KNOWN, AlertsFirst.KNOWN.multipliedBy(2));
    }

    /** A thread that waits for its first partitions has done nothing yet. */
    @Test
    void whatComesBeforeTheFirstTurnIsNoWork() {
        alerts.read(records(Map.of(A, List.of(LATE))));
        goOn(Duration.ofMinutes(1));
        long before = nanos.get();
        files.ends();
        assertThat(nanos).hasValue(before);
    }

    @Test
    void aThreadThatIsToEndDoesNotRest() {
        alerts.read(records(Map.of(A, List.of(LATE))));
        Thread.currentThread().interrupt();
        assertThat(restAfter(Duration.ofMillis(25))).isZero();
    }

    @AfterEach
    void forgetInterrupts() {
        Thread.interrupted();
    }

    private void readInTime() {
        alerts.read(records(Map.of(A, List.of(NOW), B, List.of(NOW))));
        goOn(AlertsFirst.KNOWN);
    }

    private Duration restAfter(Duration worked) {
        files.begins();
        goOn(worked);
        long before = nanos.get();
        files.ends();
        return Duration.ofNanos(nanos.get() - before);
    }

    private void goOn(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private static ConsumerRecords<byte[], byte[]> records(Map<TopicPartition, List<Long>> timestamps) {
        return records(timestamps, TimestampType.LOG_APPEND_TIME);
    }

    private static ConsumerRecords<byte[], byte[]> records(
            Map<TopicPartition, List<Long>> timestamps, TimestampType type) {
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> records = new HashMap<>();
        timestamps.forEach((partition, times) -> records.put(
                partition,
                times.stream().map(time -> record(partition, time, type)).toList()));
        return new ConsumerRecords<>(records, Map.of());
    }

    private static ConsumerRecord<byte[], byte[]> record(TopicPartition partition, long timestamp, TimestampType type) {
        return new ConsumerRecord<>(
                partition.topic(),
                partition.partition(),
                0,
                timestamp,
                type,
                0,
                0,
                new byte[0],
                new byte[0],
                new RecordHeaders(),
                Optional.empty());
    }
}
