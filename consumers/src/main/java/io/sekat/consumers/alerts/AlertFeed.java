package io.sekat.consumers.alerts;

import io.sekat.config.Settings;
import io.sekat.events.RejectedRecord;
import io.sekat.identifiers.ParticipantId;
import io.sekat.serdes.AvroSerdes;
import io.sekat.serdes.Incoming;
import io.sekat.topics.Topic;
import io.sekat.topics.Topics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One participant's alerts: reads its own topic, committed records only; hands the newest revision of each subject to a
 * handler until that succeeds; commits what is handled. Bad bytes go to {@code rejected-records} and stop nothing.
 *
 * @param <V> FreezeAlert or BlockRequest
 */
public final class AlertFeed<V extends SpecificRecord> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AlertFeed.class);
    private static final Duration WAIT = Duration.ofMillis(100);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(10);
    /** Beyond this many waiting alerts nothing more is read: the handler cannot keep up. */
    private static final int FULL = 10_000;

    private final Topic<V> topic;
    private final AlertHandler<V> handler;
    private final Consumer<String, Incoming<V>> consumer;
    private final Producer<String, RejectedRecord> rejects;
    private final Inbox<V> inbox;
    private final AtomicLong handled = new AtomicLong();
    private final Thread thread;
    private volatile boolean closing;

    AlertFeed(
            Topic<V> topic,
            AlertKind<V> kind,
            AlertHandler<V> handler,
            RetryPolicy retries,
            Consumer<String, Incoming<V>> consumer,
            Producer<String, RejectedRecord> rejects) {
        this.topic = topic;
        this.handler = handler;
        this.consumer = consumer;
        this.rejects = rejects;
        this.inbox = new Inbox<>(kind, retries);
        this.thread = new Thread(this::run, "sekat-agent-" + topic.name());
    }

    /**
     * Starts to follow a participant's alerts, from where its group left off, in a thread of its own.
     *
     * @param settings where the brokers and the registry are
     * @param kind what it follows
     * @param participant whose alerts
     * @param group consumer group; agents of one group share the work
     * @param handler acts on an alert
     */
    public static <V extends SpecificRecord> AlertFeed<V> start(
            Settings settings, AlertKind<V> kind, ParticipantId participant, String group, AlertHandler<V> handler) {
        Topic<V> topic = kind.topics().of(participant);
        AvroSerdes serdes = AvroSerdes.of(settings);
        Map<String, Object> reading = new HashMap<>(settings.kafkaClient(group));
        reading.put("group.id", group);
        reading.put("isolation.level", "read_committed");
        reading.put("enable.auto.commit", "false");
        reading.put("auto.offset.reset", "earliest");
        Map<String, Object> writing = new HashMap<>(settings.kafkaClient(group + "-rejects"));
        writing.put("acks", "all");
        writing.put("max.request.size", Topic.MAX_WRAPPED_RECORD);
        AlertFeed<V> feed = new AlertFeed<>(
                topic,
                kind,
                handler,
                RetryPolicy.DEFAULT,
                new KafkaConsumer<>(reading, new StringDeserializer(), serdes.incoming(topic.type())),
                new KafkaProducer<>(writing, new StringSerializer(), serdes.serializer()));
        feed.start();
        return feed;
    }

    void start() {
        thread.start();
    }

    /** How many alerts were handled. */
    public long handled() {
        return handled.get();
    }

    private void run() {
        try (consumer;
                rejects) {
            consumer.subscribe(List.of(topic.name()), new Revocation());
            while (!closing) {
                try {
                    turn();
                } catch (WakeupException e) {
                    LOG.debug("{}: stopping", topic);
                } catch (KafkaException | io.sekat.serdes.RegistryUnavailable e) {
                    LOG.warn("{}: {}; going on in {} s", topic, e.toString(), PAUSE.toSeconds());
                    TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
                }
            }
            commit();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (KafkaException e) {
            LOG.warn(
                    "{}: what was handled last could not be committed, so it will be delivered again: {}",
                    topic,
                    e.toString());
        }
    }

    private void turn() throws InterruptedException {
        if (inbox.size() >= FULL) {
            consumer.pause(consumer.assignment());
        } else {
            consumer.resume(consumer.paused());
        }
        for (ConsumerRecord<String, Incoming<V>> record : consumer.poll(WAIT)) {
            take(record);
        }
        boolean any = false;
        Optional<Inbox.Waiting<V>> due = inbox.due(Instant.now());
        while (due.isPresent() && !closing) {
            any = true;
            hand(due.get());
            due = inbox.due(Instant.now());
        }
        if (any) {
            commit();
        }
    }

    private void take(ConsumerRecord<String, Incoming<V>> record) {
        Incoming<V> incoming = record.value();
        if (incoming == null || incoming.bytes() == null) {
            return;
        }
        Incoming.Failure failure = incoming.failure();
        if (failure != null || incoming.value() == null || record.key() == null) {
            reject(record, failure);
        } else {
            inbox.take(record.key(), incoming.value(), record.partition(), record.offset(), Instant.now());
        }
    }

    private void hand(Inbox.Waiting<V> one) throws InterruptedException {
        try {
            handler.handle(one.alert());
            inbox.handled(one);
            handled.incrementAndGet();
        } catch (NotHandled e) {
            LOG.warn("{}: {} is not handled and will be tried again: {}", topic, one.subject(), e.getMessage());
            inbox.failed(one, Instant.now(), e.notBefore());
        } catch (RuntimeException e) {
            LOG.error("{}: the handler failed on {}, which will be tried again", topic, one.subject(), e);
            inbox.failed(one, Instant.now(), Optional.empty());
        }
    }

    /** Waits until the rejected record is stored: only then may the bad one be passed over. */
    private void reject(
            ConsumerRecord<String, Incoming<V>> record, Incoming.@org.jspecify.annotations.Nullable Failure failure) {
        RejectedRecord rejected = RejectedRecord.newBuilder()
                .setSourceTopic(record.topic())
                .setSourcePartition(record.partition())
                .setSourceOffset(record.offset())
                .setSubject(record.key())
                .setReason(failure == null ? io.sekat.events.RejectReason.NO_KEY : failure.reason())
                .setMessage(failure == null ? "record has no key: expected " + topic.key() : failure.message())
                .setOriginalKey(
                        record.key() == null
                                ? null
                                : ByteBuffer.wrap(record.key().getBytes(StandardCharsets.UTF_8)))
                .setOriginalValue(
                        ByteBuffer.wrap(Objects.requireNonNull(record.value().bytes())))
                .setRejectedAt(Instant.now())
                .build();
        try {
            rejects.send(new ProducerRecord<>(
                            Topics.REJECTED_RECORDS.name(), record.key() == null ? "" : record.key(), rejected))
                    .get();
        } catch (ExecutionException e) {
            consumer.seek(new TopicPartition(record.topic(), record.partition()), record.offset());
            throw new KafkaException("cannot write to " + Topics.REJECTED_RECORDS, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
    }

    private void commit() {
        Map<Integer, Long> lowest = inbox.lowestWaiting();
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (TopicPartition partition : consumer.assignment()) {
            offsets.put(
                    partition,
                    new OffsetAndMetadata(lowest.getOrDefault(partition.partition(), consumer.position(partition))));
        }
        if (!offsets.isEmpty()) {
            consumer.commitSync(offsets);
        }
    }

    /** Stops promptly: the alert in hand is finished, the others are delivered again at the next start. */
    @Override
    public void close() {
        closing = true;
        consumer.wakeup();
        try {
            thread.join(CLOSE_WITHIN.toMillis());
            if (thread.isAlive()) {
                thread.interrupt();
                thread.join(CLOSE_WITHIN.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What waits belongs to whoever gets the partition next. */
    private final class Revocation implements org.apache.kafka.clients.consumer.ConsumerRebalanceListener {
        @Override
        public void onPartitionsRevoked(java.util.Collection<TopicPartition> partitions) {
            inbox.clear();
        }

        @Override
        public void onPartitionsAssigned(java.util.Collection<TopicPartition> partitions) {
            LOG.info("{}: assigned {}", topic, partitions);
        }
    }
}
