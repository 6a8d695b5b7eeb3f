package io.sekat.streams;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads of a part of an instance. Where there is state on the disk, the first one starts alone, and the others when it has
 * tasks and their state. If all started at once then, Kafka Streams would give the first thread the tasks that lag least, which are
 * those with the fewest stores: all that is about accounts, which is most of the work, came to the last thread
 * (docs/decisions/0037).
 */
final class StreamThreads {
    private static final Logger LOG = LoggerFactory.getLogger(StreamThreads.class);
    private static final Pattern TASK = Pattern.compile("\\d+_\\d+");
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final KafkaStreams streams;
    private final int later;
    private final AtomicBoolean asked = new AtomicBoolean();

    private StreamThreads(KafkaStreams streams, int later) {
        this.streams = streams;
        this.later = later;
    }

    /**
     * Makes a part, with as many threads at first as it is to start with.
     *
     * @param properties say how many it is to have; changed
     * @param maker makes it of them, not started yet
     */
    static StreamThreads of(Properties properties, Function<Properties, KafkaStreams> maker) {
        Path state = Path.of(
                String.valueOf(properties.get(StreamsConfig.STATE_DIR_CONFIG)),
                String.valueOf(properties.get(StreamsConfig.APPLICATION_ID_CONFIG)));
        int later = 0;
        if (hasTasks(state)) {
            int wanted = Integer.parseInt(String.valueOf(properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1)));
            later = wanted - 1;
        }
        return new StreamThreads(maker.apply(properties), later);
    }

    private static boolean hasTasks(Path state) {
        if (!Files.isDirectory(state)) {
            return false;
        }
        try (Stream<Path> folders = Files.list(state)) {
            return folders.anyMatch(
                    folder -> TASK.matcher(folder.getFileName().toString()).matches());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the state folder " + state, e);
        }
    }

    KafkaStreams streams() {
        return streams;
    }

    /**
     * Has the other threads started, the first time; called when those that are there have what is theirs. An instance
     * that has no tasks yet, as others have them, needs no further thread yet.
     *
     * @return whether all are there that it needs
     */
    boolean areAll() {
        if (later == 0 || !hasTasks()) {
            return true;
        }
        if (asked.compareAndSet(false, true)) {
            // Who is told of a state must not wait for what changes it.
            Thread adding = new Thread(this::addOthers, "sekat-stream-threads");
            adding.setDaemon(true);
            adding.start();
        }
        return streams.metadataForLocalThreads().size() > later;
    }

    private boolean hasTasks() {
        return streams.metadataForLocalThreads().stream()
                .anyMatch(thread -> !thread.activeTasks().isEmpty());
    }

    private void addOthers() {
        for (int i = 0; i < later; i++) {
            if (!add()) {
                LOG.warn("Kafka Streams started no further thread: the instance is about to end");
                return;
            }
        }
    }

    private boolean add() {
        while (true) {
            try {
                return streams.addStreamThread().isPresent();
            } catch (RuntimeException e) { // such as a broker's name that is not resolved for a moment
                LOG.warn("no further stream thread could be started, which is tried again", e);
            }
            try {
                TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }
}
