package io.sekat.consumers.police;

import io.sekat.consumers.alerts.Outage;
import io.sekat.consumers.alerts.RetryPolicy;
import io.sekat.serdes.Incoming;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The turns of the police's agent: read, write what was read and how far in one transaction. The consumer group only
 * shares the partitions out; where to read on is the database's word. While the database is away the loop goes on
 * polling without fetching, so that it keeps its partitions. For one thread only.
 */
final class PoliceLoop implements ConsumerRebalanceListener {
    private static final Logger LOG = LoggerFactory.getLogger(PoliceLoop.class);
    private static final Duration WAIT = Duration.ofMillis(200);
    private static final RetryPolicy RETRIES = new RetryPolicy(Duration.ofMillis(250), Duration.ofSeconds(5));

    private final Consumer<String, Incoming<? extends SpecificRecord>> consumer;
    private final CaseDatabase database;
    private final InstantSource steady;
    /** Where each partition is read on, as the database says. */
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    /** What the consumer group is told of them, or about to be. */
    private final Map<TopicPartition, Long> shown = new HashMap<>();
    /** Assigned partitions whose place is not looked up yet. */
    private final Set<TopicPartition> unplaced = new HashSet<>();

    private final Outage reading = new Outage("cannot read for the police");
    private final Outage writing;
    private final LongAdder written = new LongAdder();
    private final LongAdder unreadable = new LongAdder();
    private boolean isMigrated;
    private int failures;
    private Instant retryAt = Instant.MIN;

    /**
     * A loop over a consumer that has not subscribed yet.
     *
     * @param consumer reads committed records only and commits nothing by itself
     * @param database what is written to
     * @param address of the database, for messages
     * @param steady a clock that nobody sets, for waits
     */
    PoliceLoop(
            Consumer<String, Incoming<? extends SpecificRecord>> consumer,
            CaseDatabase database,
            String address,
            InstantSource steady) {
        this.consumer = consumer;
        this.database = database;
        this.steady = steady;
        this.writing = new Outage("cannot write to the police's database " + address);
    }

    /** Events written, and records that could not be read, since the start. */
    PoliceAgent.Counts counts() {
        return new PoliceAgent.Counts(written.sum(), unreadable.sum());
    }

    void subscribe() {
        consumer.subscribe(PoliceTopics.names(), this);
    }

    /** One turn. */
    void turn() {
        boolean isAway = steady.instant().isBefore(retryAt) || !place();
        if (isAway) {
            consumer.pause(consumer.assignment());
        } else if (!consumer.paused().isEmpty()) {
            consumer.resume(consumer.paused());
        }
        ConsumerRecords<String, Incoming<? extends SpecificRecord>> records;
        try {
            records = consumer.poll(WAIT);
            if (!isAway) {
                reading.worked();
            }
        } catch (WakeupException | InterruptException e) {
            throw e;
        } catch (RuntimeException e) {
            // The broker or the registry does not answer. The consumer stays where it is and reads the same again.
            reading.failed(e);
            retryLater();
            return;
        }
        if (!records.isEmpty()) {
            write(records);
        }
        if (!isAway) {
            showLag();
        }
    }

    /** Makes the tables and finds the places of new partitions; false when the database is away. */
    private boolean place() {
        if (isMigrated && unplaced.isEmpty()) {
            return true;
        }
        try {
            if (!isMigrated) {
                database.migrate();
                isMigrated = true;
            }
            if (!unplaced.isEmpty()) {
                Map<TopicPartition, Long> found;
                try (Connection connection = database.connection()) {
                    found = ReadPositions.load(connection, unplaced);
                }
                found.forEach(consumer::seek);
                positions.putAll(found);
                unplaced.clear();
            }
            worked();
            return true;
        } catch (SQLException | FlywayException e) {
            failed(e);
            return false;
        }
    }

    private void write(ConsumerRecords<String, Incoming<? extends SpecificRecord>> records) {
        Map<TopicPartition, Long> next = new HashMap<>();
        records.partitions().forEach(partition -> next.put(partition, consumer.position(partition)));
        List<ConsumerRecord<String, Incoming<? extends SpecificRecord>>> all = new ArrayList<>();
        records.forEach(all::add);
        try {
            try {
                write(all, next);
            } catch (SQLException e) {
                if (!isAboutData(e)) {
                    throw e;
                }
                LOG.warn("a record cannot be stored; writing {} one by one to find it: {}", all.size(), e.getMessage());
                writeOneByOne(records);
            }
            worked();
        } catch (SQLException e) {
            failed(e);
            next.keySet().forEach(partition -> consumer.seek(partition, positions.getOrDefault(partition, 0L)));
        } catch (ReadPositions.Moved e) {
            LOG.warn("{}; reading on from where it is now", e.getMessage());
            positions.keySet().removeAll(next.keySet());
            unplaced.addAll(next.keySet());
        }
    }

    private void write(
            List<ConsumerRecord<String, Incoming<? extends SpecificRecord>>> records, Map<TopicPartition, Long> next)
            throws SQLException, ReadPositions.Moved {
        Changes changes = new Changes();
        List<Row> bad = new ArrayList<>();
        for (ConsumerRecord<String, Incoming<? extends SpecificRecord>> record : records) {
            Incoming<? extends SpecificRecord> incoming = record.value();
            if (incoming == null || incoming.bytes() == null) {
                continue; // a key that was removed: what is known about it stays
            }
            SpecificRecord event = incoming.value();
            Incoming.Failure failure = incoming.failure();
            if (event != null) {
                changes.add(event, Instant.ofEpochMilli(record.timestamp()));
            } else {
                bad.add(unreadable(
                        record,
                        failure == null ? "MALFORMED" : failure.reason().name(),
                        failure == null ? "value cannot be read" : failure.message()));
            }
        }
        commit(next, changes, bad);
        written.add(records.size() - bad.size());
    }

    private void commit(Map<TopicPartition, Long> next, Changes changes, List<Row> bad)
            throws SQLException, ReadPositions.Moved {
        try (Connection connection = database.connection()) {
            connection.setAutoCommit(false);
            try {
                ReadPositions.advance(connection, positions, next);
                CaseWriter.write(connection, changes);
                Tables.UNREADABLE_RECORD.put(connection, bad);
                connection.commit();
            } catch (SQLException | ReadPositions.Moved | RuntimeException e) {
                rollBack(connection, e);
                throw e;
            }
        }
        positions.putAll(next);
        unreadable.add(bad.size());
    }

    private static void rollBack(Connection connection, Exception cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            // The connection is gone, and with it the transaction.
            cause.addSuppressed(e);
        }
    }

    /** Each record in a transaction of its own: the one that cannot be stored is kept apart, whole. */
    private void writeOneByOne(ConsumerRecords<String, Incoming<? extends SpecificRecord>> records)
            throws SQLException, ReadPositions.Moved {
        for (TopicPartition partition : records.partitions()) {
            long end = consumer.position(partition);
            List<ConsumerRecord<String, Incoming<? extends SpecificRecord>>> rest = records.records(partition);
            for (int i = 0; i < rest.size(); i++) {
                ConsumerRecord<String, Incoming<? extends SpecificRecord>> record = rest.get(i);
                long after = i + 1 < rest.size() ? rest.get(i + 1).offset() : end;
                try {
                    write(List.of(record), Map.of(partition, after));
                } catch (SQLException e) {
                    if (!isAboutData(e)) {
                        throw e;
                    }
                    String message = Row.text(String.valueOf(e.getMessage()));
                    LOG.error(
                            "{} offset {} cannot be stored and is kept in unreadable_record: {}",
                            partition,
                            record.offset(),
                            message);
                    commit(Map.of(partition, after), new Changes(), List.of(unreadable(record, "OTHER", message)));
                }
            }
        }
    }

    /** Values out of range, constraints, limits of the database: to try again would fail again. */
    private static boolean isAboutData(SQLException failure) {
        for (SQLException e = failure; e != null; e = e.getNextException()) {
            String state = Optional.ofNullable(e.getSQLState()).orElse("");
            if (state.startsWith("22") || state.startsWith("23") || state.startsWith("54") || state.startsWith("21")) {
                return true;
            }
        }
        return false;
    }

    private static Row unreadable(
            ConsumerRecord<String, Incoming<? extends SpecificRecord>> record, String reason, String message) {
        String key = record.key();
        byte @Nullable [] bytes = record.value().bytes();
        return new Row()
                .set("topic", record.topic())
                .set("partition", record.partition())
                .set("record_offset", record.offset())
                .set("recorded_at", Instant.ofEpochMilli(record.timestamp()))
                .set("reason", reason)
                .set("message", message)
                .set("record_key", key == null ? null : key.getBytes(StandardCharsets.UTF_8))
                .set("record_value", bytes);
    }

    /**
     * For those who watch the group's lag; what counts is in the database. The consumer may be further than the last
     * record, past the mark of a transaction, and may not be able to commit, while the group changes: so each turn.
     */
    private void showLag() {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        try {
            for (TopicPartition partition : positions.keySet()) {
                long offset = consumer.position(partition, Duration.ZERO);
                if (!Long.valueOf(offset).equals(shown.put(partition, offset))) {
                    offsets.put(partition, new OffsetAndMetadata(offset));
                }
            }
            if (!offsets.isEmpty()) {
                consumer.commitAsync(offsets, (committed, failure) -> {
                    if (failure != null) {
                        notShown(failure);
                    }
                });
            }
        } catch (WakeupException | InterruptException e) {
            throw e;
        } catch (RuntimeException e) {
            // The consumer may have to ask the broker first, and that may fail: reading tells of it.
            notShown(e);
        }
    }

    private void notShown(Exception failure) {
        LOG.debug("the lag of the police's group is not up to date", failure);
        shown.clear();
    }

    private void failed(Exception failure) {
        writing.failed(failure);
        // It may have been replaced by an empty one.
        isMigrated = false;
        retryLater();
    }

    private void retryLater() {
        failures++;
        retryAt = steady.instant().plus(RETRIES.waitAfter(failures));
    }

    private void worked() {
        writing.worked();
        failures = 0;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        LOG.info("assigned {}", partitions);
        unplaced.addAll(partitions);
        consumer.pause(partitions);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        // What was read is written before the next poll, so nothing is in hand here.
        unplaced.removeAll(partitions);
        positions.keySet().removeAll(partitions);
        shown.keySet().removeAll(partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        onPartitionsRevoked(partitions);
    }
}
