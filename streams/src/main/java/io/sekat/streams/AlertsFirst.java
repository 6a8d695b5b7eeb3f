package io.sekat.streams;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/**
 * Where an instance does not keep up, files and cases wait before alerts do (docs/decisions/0040): while one of its threads of
 * alerts works at what waited for too long, those of files rest for ten times as long as they work. They never stop, as the
 * police are to learn something even where a machine is too small for good, or its clock is not the broker's.
 */
final class AlertsFirst {
    /** Several times what a record waits for where the machine keeps up. */
    static final Duration LATE = Duration.ofMillis(100);
    /** For so long after it they still rest: where one batch was late, the next mostly is. */
    static final Duration KNOWN = Duration.ofMillis(200);
    /** Rest for work. */
    static final int TIMES = 10;
    /** The longest rest, after work that took longer: whoever the partitions go to waits for its end. */
    static final Duration LONGEST = Duration.ofSeconds(1);
    /** How soon a rest ends after alerts are in time again. */
    private static final Duration STEP = Duration.ofMillis(20);

    private final Set<Alerts> late = ConcurrentHashMap.newKeySet();
    private final LongSupplier wallMillis;
    private final LongSupplier nanos;
    private final LongConsumer rest;
    /** Until when it is known that something was late, by {@link #nanos}. */
    private volatile long knownUntil;

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
        this.knownUntil = nanos.getAsLong();
    }

    /** Whether a thread of alerts works at something late, or did a moment ago. */
    boolean isLate() {
        return !late.isEmpty() || nanos.getAsLong() - knownUntil < 0;
    }

    /** What one thread of alerts reads. Used by that thread. */
    final class Alerts {
        /** The thread has done what it read before, and has these before it. */
        void read(ConsumerRecords<?, ?> records) {
            if (anyIsLate(records)) {
                late.add(this);
            } else if (late.contains(this)) {
                knownUntil = nanos.getAsLong() + KNOWN.toNanos();
                late.remove(this);
            }
        }

        /** The thread reads no more. */
        void ends() {
            late.remove(this);
        }

        private boolean anyIsLate(ConsumerRecords<?, ?> records) {
            long inTime = wallMillis.getAsLong() - LATE.toMillis();
            for (TopicPartition partition : records.partitions()) {
                ConsumerRecord<?, ?> oldest = records.records(partition).get(0);
                // A sender's own time does not tell how long a record waited.
                if (oldest.timestampType() == TimestampType.LOG_APPEND_TIME && oldest.timestamp() < inTime) {
                    return true;
                }
            }
            return false;
        }
    }

    /** The turns of one thread of files. Used by that thread. */
    final class Turns {
        private @Nullable Long begunAt;

        /** The thread has done what it had: rests, if alerts are late and for as long as they are. */
        void ends() {
            if (begunAt == null) {
                return;
            }
            long from = nanos.getAsLong();
            long most = Math.min(LONGEST.toNanos(), TIMES * (from - begunAt));
            begunAt = null;
            long left = most;
            while (left > 0 && isLate() && !Thread.currentThread().isInterrupted()) {
                rest.accept(Math.min(STEP.toNanos(), left));
                left = most - (nanos.getAsLong() - from);
            }
        }

        /** The thread has something to do. */
        void begins() {
            begunAt = nanos.getAsLong();
        }
    }
}
