package io.sekat.consumers.alerts;

import io.sekat.config.Settings;
import io.sekat.serdes.AvroSerdes;
import io.sekat.topics.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Writes events one by one, each stored by all brokers that keep it before the next; connects at the first one. */
public final class EventWriter implements AutoCloseable {
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(1);
    /** A feed reads nothing while it waits for this, and must read more often than {@code max.poll.interval.ms}. */
    private static final int DELIVER_WITHIN_MS = 30_000;

    private static final int KAFKAS_LINGER_MS = 5;

    private final Supplier<Producer<String, SpecificRecord>> producers;
    private @Nullable Producer<String, SpecificRecord> producer;

    EventWriter(Supplier<Producer<String, SpecificRecord>> producers) {
        this.producers = producers;
    }

    /** A writer to the brokers that the settings name. */
    public static EventWriter of(Settings settings, String clientId) {
        return new EventWriter(() -> new KafkaProducer<>(
                config(settings, clientId),
                new StringSerializer(),
                AvroSerdes.of(settings).<SpecificRecord>serializer()));
    }

    static Map<String, Object> config(Settings settings, String clientId) {
        Map<String, Object> config = new HashMap<>(settings.kafkaClient(clientId));
        config.putIfAbsent("max.block.ms", "10000");
        int linger = number(config, "linger.ms", KAFKAS_LINGER_MS);
        int delivery = number(config, "delivery.timeout.ms", DELIVER_WITHIN_MS);
        int request = number(config, "request.timeout.ms", Math.max(1, Math.min(delivery, DELIVER_WITHIN_MS) / 2));
        // Kafka makes no producer that would linger and wait for its request for longer than it may deliver.
        config.put("request.timeout.ms", request);
        config.put("delivery.timeout.ms", (int)
                Math.min(Integer.MAX_VALUE, Math.max(delivery, (long) linger + request)));
        // Only one request is ever on its way, so none can overtake another after a change of leaders.
        config.put("enable.idempotence", true);
        config.put("acks", "all");
        return config;
    }

    /** What is no number the clients that are made at the start complain about. */
    private static int number(Map<String, Object> config, String name, int otherwise) {
        try {
            return Integer.parseInt(
                    String.valueOf(config.getOrDefault(name, otherwise)).strip());
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    /**
     * Writes an event and waits until it is stored.
     *
     * @throws KafkaException when it could not be stored; the message names the topic and the way out
     */
    public synchronized <V extends SpecificRecord> RecordMetadata write(Topic<V> topic, String key, V event)
            throws InterruptedException {
        if (producer == null) {
            producer = producers.get();
        }
        try {
            return producer.send(new ProducerRecord<>(topic.name(), key, event)).get();
        } catch (ExecutionException e) {
            throw failure(topic, e.getCause() == null ? e : e.getCause());
        } catch (KafkaException e) {
            throw failure(topic, e);
        }
    }

    private static KafkaException failure(Topic<?> topic, Throwable cause) {
        String wayOut = cause instanceof AuthorizationException
                ? ": this user may not write there. Give it WRITE on " + topic
                : ": " + cause;
        return new KafkaException("cannot write to " + topic + wayOut, cause);
    }

    @Override
    public synchronized void close() {
        if (producer != null) {
            producer.close(CLOSE_WITHIN);
        }
    }
}
