package io.sekat.streams;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * Where an instance does not keep up, files and cases wait before alerts do (docs/decisions/0040): while its threads of alerts
 * read what waited for too long, those of files rest for three times as long as they work. They never stop, as the
 * police are to learn something even where a machine is too small for good, or its clock is not the broker's.
 */
final class AlertsFirst {
    /** Several times what a record waits for where the machine keeps up. */
    static final Duration LATE = Duration.ofMillis(100);
    /** For so long it is known that something was late: a thread that is behind reads more often than that. */
    static final Duration KNOWN = Duration.ofMillis(200);
    /** Rest for work. */
    static final int TIMES = 3;
    /** The longest rest, after work that took longer: whoever the partitions go to waits for its end. */
    static final Duration LONGEST = Duration.ofSeconds(1);

    /** How soon a rest ends after alerts are in time again. */
    private static final Duration STEP = Duration.ofMillis(20);

    private final LongSupplier wallMillis;
    private final LongSupplier nanos;
    private final LongConsumer rest;
    private volatile boolean wasLate;
    private volatile long lateAt;

    AlertsFirst() {
        this(System::currentTimeMillis, System::nanoTime, LockSupport::parkNanos);
    }

    /**
     * @param wallMillis the time, milliseconds since 1970
     * @param nanos a time that only goes forward, nanoseconds
     * @param rest lets so many nanoseconds go by, or fewer
     */
    AlertsFirst(LongSupplier wallMillis, LongSupplier nanos, LongConsumer rest) {
        this.wallMillis = wallMillis;
        this.nanos = nanos;
        this.rest = rest;
    }

    /** A thread of alerts has these before it. Timestamps are those of the brokers: when each was appended. */
    void read(ConsumerRecords<?, ?> records) {
        long inTime = wallMillis.getAsLong() - LATE.toMillis();
        for (TopicPartition partition : records.partitions()) {
            ConsumerRecord<?, ?> oldest = records.records(partition).get(0);
            if (oldest.timestamp() < inTime) {
                lateAt = nanos.getAsLong();
                wasLate = true;
                return;
            }
        }
    }

    /** Whether a thread of alerts read something late a moment ago. */
    boolean isLate() {
        return wasLate && nanos.getAsLong() - lateAt < KNOWN.toNanos();
    }

    /** The turns of one thread of files. Used by that thread. */
    final class Turns {
        private long begunAt = nanos.getAsLong();

        /** The thread has done what it had: rests, if alerts are late and for as long as they are. */
        void ends() {
            long from = nanos.getAsLong();
            long most = Math.min(LONGEST.toNanos(), TIMES * (from - begunAt));
            while (isLate()
                    && nanos.getAsLong() - from < most
                    && !Thread.currentThread().isInterrupted()) {
                rest.accept(STEP.toNanos());
            }
        }

        /** The thread has something to do. */
        void begins() {
            begunAt = nanos.getAsLong();
        }
    }
}
