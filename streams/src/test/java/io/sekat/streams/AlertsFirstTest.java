package io.sekat.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

/** When threads of files rest; time goes on only where a test says so. */
class AlertsFirstTest {
    private static final long LATE = AlertsFirst.LATE.toMillis();
    private static final TopicPartition A = new TopicPartition("scam-reports", 0);

    private final AtomicLong millis = new AtomicLong(1_700_000_000_000L);
    private final AtomicLong nanos = new AtomicLong(-5_000);
    private final AlertsFirst order = new AlertsFirst(millis::get, nanos::get, nanos::addAndGet);
    private final AlertsFirst.Turns turns = order.new Turns();
    private AlertsFirst reading = order;

    @Test
    void nothingIsLateBeforeAnythingIsRead() {
        assertThat(order.isLate()).isFalse();
        order.read(ConsumerRecords.empty());
        assertThat(order.isLate()).isFalse();
    }

    @Test
    void aRecordIsLateWhenItWaitedForLongerThanTheLimit() {
        read(LATE);
        assertThat(order.isLate()).isFalse();
        read(LATE + 1);
        assertThat(order.isLate()).isTrue();
    }

    /** What came while it waited is not what counts. */
    @Test
    void theOldestRecordOfAPartitionCounts() {
        read(LATE + 1, 0);
        assertThat(order.isLate()).isTrue();
    }

    /** One thread keeps up, the other does not. */
    @Test
    void whatWasLateIsKnownForAMomentAndThenForgotten() {
        read(LATE + 1);
        goOn(AlertsFirst.KNOWN.minusNanos(1));
        read(0);
        assertThat(order.isLate()).isTrue();
        goOn(Duration.ofNanos(1));
        assertThat(order.isLate()).isFalse();
    }

    /** So that the police learn something however far behind an instance is, or however wrong its clock. */
    @Test
    void aThreadRestsForAFewTimesAsLongAsItWorked() {
        assertThat(restAfter(Duration.ofMillis(20)))
                .isEqualTo(Duration.ofMillis(20).multipliedBy(AlertsFirst.TIMES));
    }

    @Test
    void aThreadThatDidNothingDoesNotRest() {
        assertThat(restAfter(Duration.ZERO)).isZero();
    }

    @Test
    void aRestEndsWhenNothingIsLateAnyMore() {
        assertThat(restAfter(Duration.ofMinutes(1))).isEqualTo(AlertsFirst.KNOWN);
    }

    /** Whoever is to take over its partitions waits for its end. */
    @Test
    void aRestIsNeverLongHoweverLateAlertsAre() {
        AlertsFirst behind = new AlertsFirst(millis::get, nanos::get, this::readLateRecordsMeanwhile);
        AlertsFirst.Turns files = behind.new Turns();
        goOn(Duration.ofMinutes(1));
        reading = behind;
        readLateRecordsMeanwhile(0);
        long before = nanos.get();
        files.ends();
        assertThat(nanos.get() - before).isEqualTo(AlertsFirst.LONGEST.toNanos());
    }

    private void readLateRecordsMeanwhile(long rest) {
        nanos.addAndGet(rest);
        reading.read(records(millis.get() - LATE - 1));
    }

    @Test
    void nobodyRestsWhileNothingIsLate() {
        turns.begins();
        goOn(Duration.ofMillis(30));
        long before = nanos.get();
        turns.ends();
        assertThat(nanos).hasValue(before);
    }

    private Duration restAfter(Duration worked) {
        turns.begins();
        goOn(worked);
        read(LATE + 1);
        long before = nanos.get();
        turns.ends();
        return Duration.ofNanos(nanos.get() - before);
    }

    private void goOn(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private void read(long... waitedMillis) {
        order.read(records(
                Arrays.stream(waitedMillis).map(waited -> millis.get() - waited).toArray()));
    }

    private static ConsumerRecords<byte[], byte[]> records(long... timestamps) {
        List<ConsumerRecord<byte[], byte[]>> records =
                Arrays.stream(timestamps).mapToObj(AlertsFirstTest::record).toList();
        return new ConsumerRecords<>(Map.of(A, records), Map.of());
    }

    private static ConsumerRecord<byte[], byte[]> record(long timestamp) {
        return new ConsumerRecord<>(
                A.topic(),
                A.partition(),
                0,
                timestamp,
                TimestampType.LOG_APPEND_TIME,
                0,
                0,
                new byte[0],
                new byte[0],
                new RecordHeaders(),
                Optional.empty());
    }
}
