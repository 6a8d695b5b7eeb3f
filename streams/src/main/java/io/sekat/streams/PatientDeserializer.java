package io.sekat.streams;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits while values cannot be read, because the registry is away: Kafka Streams ends for good where a value of a global
 * store cannot be read.
 *
 * @param <V> type of the values
 */
public final class PatientDeserializer<V> implements Deserializer<V> {
    private static final Logger LOG = LoggerFactory.getLogger(PatientDeserializer.class);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Deserializer<V> deserializer;
    private final Duration patience;
    private final Duration pause;

    /**
     * @param deserializer reads values, and throws where it cannot
     */
    public PatientDeserializer(Deserializer<V> deserializer) {
        this(deserializer, PATIENCE, PAUSE);
    }

    PatientDeserializer(Deserializer<V> deserializer, Duration patience, Duration pause) {
        this.deserializer = deserializer;
        this.patience = patience;
        this.pause = pause;
    }

    /**
     * Reads a value, again and again until it can.
     *
     * @throws RuntimeException when it could not within minutes: then waiting does not help
     */
    @Override
    public V deserialize(String topic, byte[] bytes) {
        long start = System.nanoTime();
        boolean isTold = false;
        while (true) {
            try {
                return deserializer.deserialize(topic, bytes);
            } catch (RuntimeException e) {
                if (System.nanoTime() - start > patience.toNanos()) {
                    throw e;
                }
                if (!isTold) {
                    LOG.warn(
                            "a value of {} cannot be read; is the registry away? Trying again for {} s",
                            topic,
                            patience.toSeconds(),
                            e);
                    isTold = true;
                }
                sleep(e);
            }
        }
    }

    private void sleep(RuntimeException failure) {
        try {
            TimeUnit.MILLISECONDS.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure;
        }
    }

    @Override
    public void close() {
        deserializer.close();
    }
}
