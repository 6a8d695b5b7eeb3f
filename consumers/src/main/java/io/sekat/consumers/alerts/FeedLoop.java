package io.sekat.consumers.alerts;

import io.sekat.events.RejectReason;
import io.sekat.serdes.Incoming;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The turns of a feed: read, hand over what was never tried, hand over what is due again, each with its answer published,
 * commit. Reading goes on while alerts wait to be tried again, so that the consumer stays in its group and newer revisions take the place of older
 * ones; it pauses when too many wait. For one thread only.
 *
 * @param <V> FreezeAlert, ReturnRequest or BlockRequest
 */
final class FeedLoop<V extends SpecificRecord> implements ConsumerRebalanceListener {
    private static final Logger LOG = LoggerFactory.getLogger(FeedLoop.class);
    private static final Duration WAIT = Duration.ofMillis(100);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    /** Handing over is interrupted by reading this often, far below {@code max.poll.interval.ms}. */
    private static final Duration SLICE = Duration.ofSeconds(1);

    private static final Duration COMMIT_WITHIN = Duration.ofSeconds(5);

    private final String topic;
    private final AlertKind<V> kind;
    private final AlertHandler<? super V> handler;
    private final FeedListener<? super V> listener;
    private final Consumer<String, Incoming<V>> consumer;
    private final Rejects rejects;
    private final EventWriter answers;
    private final Inbox<V> inbox;
    private final RetryPolicy retries;
    private final InstantSource clock;
    private final InstantSource steady;
    private final Tally tally = new Tally();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Map<TopicPartition, Long> committed = new HashMap<>();
    private final Outage reading;
    private final Outage committing;
    private final Complaints complaints;

    /**
     * @param clock the time of day, for what is told to others
     * @param steady one that nobody sets, for waits
     */
    FeedLoop(
            String topic,
            AlertKind<V> kind,
            AlertHandler<? super V> handler,
            FeedListener<? super V> listener,
            RetryPolicy retries,
            Consumer<String, Incoming<V>> consumer,
            Rejects rejects,
            EventWriter answers,
            Inbox<V> inbox,
            InstantSource clock,
            InstantSource steady) {
        this.topic = topic;
        this.kind = kind;
        this.handler = handler;
        this.listener = listener;
        this.retries = retries;
        this.consumer = consumer;
        this.rejects = rejects;
        this.answers = answers;
        this.inbox = inbox;
        this.clock = clock;
        this.steady = steady;
        this.reading = new Outage("cannot read " + topic);
        this.committing = new Outage("cannot commit what was handled of " + topic);
        this.complaints = new Complaints(topic, steady);
    }

    /** Asks the loop to end; any thread. */
    void close() {
        closing.countDown();
    }

    FeedCounts counts() {
        return tally.counts();
    }

    /**
     * Runs until it is closed.
     *
     * @throws InterruptedException when it was interrupted to end
     */
    void run() throws InterruptedException {
        awaitTopic();
        while (!isClosing()) {
            try {
                turn();
            } catch (WakeupException e) {
                LOG.debug("{}: woken up", topic);
            }
        }
    }

    /** One turn. */
    void turn() throws InterruptedException {
        boolean isReadable = read();
        handOver(inbox::fresh);
        handOver(() -> inbox.due(steady.instant()));
        tally.waiting(inbox.size());
        commit();
        if (!isReadable) {
            pause();
        }
    }

    private void awaitTopic() throws InterruptedException {
        boolean isTold = false;
        while (!isClosing()) {
            try {
                if (consumer.listTopics(COMMIT_WITHIN).containsKey(topic)) {
                    break;
                }
                reading.worked();
                if (!isTold) {
                    isTold = true;
                    LOG.warn(
                            "there is no topic {}, or this user may not see it; waiting for it. Load the participant"
                                    + " first: ./sekat load participants FILE",
                            topic);
                    tell(() -> listener.waitingForTopic(topic));
                }
            } catch (WakeupException | InterruptException e) {
                throw e;
            } catch (RuntimeException e) {
                reading.failed(e);
            }
            pause();
        }
        consumer.subscribe(List.of(topic), this);
    }

    /** Reads what there is; false when that failed, in which case nothing is lost. */
    private boolean read() {
        if (inbox.isFull()) {
            consumer.pause(consumer.assignment());
        } else if (!consumer.paused().isEmpty()) {
            consumer.resume(consumer.paused());
        }
        try {
            ConsumerRecords<String, Incoming<V>> records =
                    consumer.poll(inbox.isAnyDue(steady.instant()) ? Duration.ZERO : WAIT);
            boolean isComplete = true;
            for (TopicPartition partition : records.partitions()) {
                isComplete &= take(partition, records);
            }
            if (isComplete) {
                reading.worked();
            }
            return isComplete;
        } catch (WakeupException | InterruptException e) {
            throw e;
        } catch (RuntimeException e) {
            // The broker or the registry does not answer. The consumer stays where it is and reads the same again.
            reading.failed(e);
            return false;
        }
    }

    private boolean take(TopicPartition partition, ConsumerRecords<String, Incoming<V>> records) {
        for (ConsumerRecord<String, Incoming<V>> record : records.records(partition)) {
            try {
                take(partition, record);
            } catch (InterruptException e) {
                consumer.seek(partition, record.offset());
                throw e;
            } catch (RuntimeException e) {
                // It could not be recorded as rejected: from there on everything is read again.
                consumer.seek(partition, record.offset());
                reading.failed(e);
                return false;
            }
        }
        return true;
    }

    private void take(TopicPartition partition, ConsumerRecord<String, Incoming<V>> record) {
        Incoming<V> incoming = record.value();
        if (incoming == null || incoming.bytes() == null) {
            tally.skipped.increment();
            return;
        }
        Incoming.Failure failure = incoming.failure();
        V alert = incoming.value();
        if (failure != null || alert == null) {
            reject(
                    record,
                    failure == null ? RejectReason.MALFORMED : failure.reason(),
                    failure == null ? "value cannot be read" : failure.message());
        } else if (record.key() == null) {
            reject(
                    record,
                    RejectReason.NO_KEY,
                    "record has no key: expected " + kind.topics().key());
        } else if (!record.key().equals(kind.key().apply(alert))) {
            reject(
                    record,
                    RejectReason.KEY_MISMATCH,
                    "record key is '" + record.key() + "': its value says '"
                            + kind.key().apply(alert) + "'");
        } else {
            tally.skipped.add(inbox.take(alert, partition, record.offset(), steady.instant()));
        }
    }

    private void reject(ConsumerRecord<String, Incoming<V>> record, RejectReason reason, String message) {
        rejects.write(record, reason, message);
        tally.rejected.increment();
    }

    private void handOver(Supplier<Optional<Inbox.Waiting<V>>> next) throws InterruptedException {
        Instant end = steady.instant().plus(SLICE);
        Optional<Inbox.Waiting<V>> one = next.get();
        while (one.isPresent() && !isClosing()) {
            handOver(one.get());
            one = steady.instant().isBefore(end) ? next.get() : Optional.empty();
        }
    }

    private void handOver(Inbox.Waiting<V> one) throws InterruptedException {
        Answer answer;
        try {
            answer = handler.handle(one.alert());
            if (answer instanceof Answer.Later later) {
                inbox.postponed(one, steady.instant(), later.again());
                return;
            } else if (answer instanceof Answer.Given given) {
                publish(kind.reply(one.alert(), given, clock.instant()));
            }
        } catch (InterruptedException e) {
            if (isClosing()) {
                throw e;
            }
            failed(one, e);
            return;
        } catch (Exception e) {
            failed(one, e);
            return;
        }
        inbox.handled(one);
        tally.handled.increment();
        tell(() -> listener.handled(one.alert(), answer, clock.instant()));
    }

    /** Only then may the alert's place be committed: an answer may come twice, but none is lost. */
    private <R extends SpecificRecord> void publish(Reply<R> reply) throws InterruptedException {
        answers.write(reply.topic(), reply.key(), reply.event());
        tally.answered.increment();
    }

    private void failed(Inbox.Waiting<V> one, Exception failure) {
        Optional<Duration> atLeast =
                failure instanceof NotHandled notHandled ? notHandled.atLeast(retries) : Optional.empty();
        Duration again = inbox.failed(one, steady.instant(), atLeast);
        tally.retried.increment();
        complaints.about(kind.idempotencyKey(one.alert()), one.failures() + 1, failure, again);
        tell(() -> listener.notHandled(one.alert(), failure, again));
    }

    /** Commits, of each partition, up to the first alert that still waits. */
    private void commit() {
        try {
            Map<TopicPartition, Long> lowest = inbox.lowestWaiting();
            Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
            for (TopicPartition partition : consumer.assignment()) {
                Long waiting = lowest.get(partition);
                long offset = waiting == null ? consumer.position(partition, COMMIT_WITHIN) : waiting;
                if (offset != committed.getOrDefault(partition, -1L)) {
                    offsets.put(partition, new OffsetAndMetadata(offset));
                }
            }
            if (!offsets.isEmpty()) {
                consumer.commitSync(offsets, COMMIT_WITHIN);
                offsets.forEach((partition, offset) -> committed.put(partition, offset.offset()));
                committing.worked();
            }
        } catch (WakeupException | InterruptException e) {
            throw e;
        } catch (RuntimeException e) {
            // The broker does not answer, thrown out of the group, a rebalance under way: polling puts it right.
            committing.failed(e);
        }
    }

    /** The last commit, once the loop has ended. */
    void commitAtEnd() {
        try {
            try {
                commit();
            } catch (WakeupException e) {
                // It was meant for a poll that had ended already.
                commit();
            }
        } catch (InterruptException e) {
            LOG.warn("{}: interrupted while closing: what was handled last may be delivered again", topic);
        }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        try {
            if (!isClosing()) {
                commit();
            }
        } finally {
            onPartitionsLost(partitions);
        }
    }

    /** What waits belongs to whoever gets the partitions next. */
    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        inbox.forget(partitions);
        committed.keySet().removeAll(partitions);
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        LOG.info("{}: assigned {}", topic, partitions);
    }

    private void tell(Runnable notice) {
        try {
            notice.run();
        } catch (RuntimeException e) {
            LOG.error("{}: a listener failed, which changes nothing", topic, e);
        }
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    private void pause() throws InterruptedException {
        if (closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.debug("{}: closing", topic);
        }
    }
}
