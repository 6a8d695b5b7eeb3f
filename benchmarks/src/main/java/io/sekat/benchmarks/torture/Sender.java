package io.sekat.benchmarks.torture;

import io.sekat.config.Settings;
import io.sekat.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Sends a workload at its pace, and waits out whatever happens to the brokers meanwhile. */
final class Sender implements AutoCloseable {
    /** Longer than any fault: what is sent arrives, once. */
    private static final int PATIENCE_MS = (int) Duration.ofMinutes(15).toMillis();

    /**
     * A partition that knows nothing of a producer takes any sequence number for its first. So where the first request is
     * lost with its leader and the second one is not, the first is refused for ever after (docs/decisions/0030).
     */
    private static final int ONE_AT_A_TIME = 1;

    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final Map<String, Long> appendedAt = new ConcurrentHashMap<>();

    Sender(Settings settings) {
        Map<String, Object> config = settings.kafkaClient("torture-sender");
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, ONE_AT_A_TIME);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, PATIENCE_MS);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (long) PATIENCE_MS);
        producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /**
     * Sends all and returns when all is acknowledged.
     *
     * @throws IllegalStateException when something was not taken: then the run says nothing
     */
    void send(List<Input> inputs) throws InterruptedException {
        long start = System.nanoTime();
        for (Input input : inputs) {
            long wait = input.at().toNanos() - (System.nanoTime() - start);
            if (wait > 0) {
                TimeUnit.NANOSECONDS.sleep(wait);
            }
            send(input);
            check();
        }
        producer.flush();
        check();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of failures
    private void send(Input input) {
        producer.send(new ProducerRecord<>(input.topic(), input.key(), input.value()), (metadata, thrown) -> {
            byte[] key = input.key();
            if (thrown != null) {
                failure.compareAndSet(
                        null, new IllegalStateException("topic " + input.topic() + ": " + thrown, thrown));
            } else if (key != null
                    && input.topic().equals(Topics.SCAM_REPORTS.name())
                    && input.fate() == Input.Fate.TAKEN) {
                appendedAt.putIfAbsent(new String(key, StandardCharsets.UTF_8), metadata.timestamp());
            }
        });
    }

    private void check() {
        Exception thrown = failure.get();
        if (thrown != null) {
            throw new IllegalStateException("the brokers did not take all inputs: " + thrown.getMessage(), thrown);
        }
    }

    /** When the broker took each good report, in milliseconds since 1970. */
    Map<String, Long> appendedAt() {
        return appendedAt;
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(1));
    }
}
