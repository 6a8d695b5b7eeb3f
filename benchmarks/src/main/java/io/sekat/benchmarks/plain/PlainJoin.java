package io.sekat.benchmarks.plain;

import io.sekat.config.SettingCatalogue;
import io.sekat.config.Settings;
import io.sekat.serdes.AvroSerdes;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;

/** Runs the plain topology in a process of its own. */
public final class PlainJoin {
    /** The group whose offsets tell how far it is. */
    public static final String GROUP = "peer-plain";

    /** How it runs. */
    public enum Tuning {
        /** As it is when nobody sets anything. */
        DEFAULTS,
        /** Exactly once, each result at once: no cache, commits as frequent as Sekat's. */
        LOW_LATENCY
    }

    private PlainJoin() {}

    /**
     * Runs until the process ends.
     *
     * @param args a file with Sekat's settings; a folder for state; the tuning
     */
    public static void main(String[] args) throws InterruptedException {
        Settings settings = Settings.read(Optional.of(Path.of(args[0])), Map.of(), Map.of());
        Properties properties = properties(settings, args[1], Tuning.valueOf(args[2]));
        CountDownLatch ended = new CountDownLatch(1);
        KafkaStreams streams = new KafkaStreams(PlainTopology.of(AvroSerdes.of(settings)), properties);
        streams.setStateListener((next, previous) -> {
            if (next == KafkaStreams.State.ERROR || next == KafkaStreams.State.NOT_RUNNING) {
                ended.countDown();
            }
        });
        Runtime.getRuntime().addShutdownHook(new Thread(streams::close, "plain-shutdown"));
        streams.start();
        ended.await();
    }

    private static Properties properties(Settings settings, String folder, Tuning tuning) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, GROUP);
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, settings.get(SettingCatalogue.BOOTSTRAP_SERVERS));
        properties.put(StreamsConfig.STATE_DIR_CONFIG, folder);
        if (tuning == Tuning.LOW_LATENCY) {
            properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
            properties.put(
                    StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                    settings.get(SettingCatalogue.COMMIT_INTERVAL).toMillis());
            properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.get(SettingCatalogue.STREAM_THREADS));
            properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
            properties.put(StreamsConfig.POLL_MS_CONFIG, 5);
            properties.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 5);
        }
        return properties;
    }
}
