package io.sekat.streams;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads of a part of an instance. Where there is state on the disk, the first one starts alone, and the others when it has all
 * tasks and their state. If all started at once then, Kafka Streams would give the first thread the tasks that lag least, which are
 * those with the fewest stores: all that is about accounts, which is most of the work, came to the last thread
 * (docs/decisions/0037).
 */
final class StreamThreads {
    private static final Logger LOG = LoggerFactory.getLogger(StreamThreads.class);
    private static final Pattern TASK = Pattern.compile("\\d+_\\d+");

    private final KafkaStreams streams;
    private final int later;
    private final AtomicBoolean asked = new AtomicBoolean();

    /**
     * @param streams not started yet
     * @param later how many threads it is to have besides those that start with it
     */
    StreamThreads(KafkaStreams streams, int later) {
        this.streams = streams;
        this.later = later;
    }

    /**
     * Leaves one thread in the properties of a part that has state on the disk.
     *
     * @return how many threads are to start later
     */
    static int takeLater(Properties properties) {
        Path state = Path.of(
                String.valueOf(properties.get(StreamsConfig.STATE_DIR_CONFIG)),
                String.valueOf(properties.get(StreamsConfig.APPLICATION_ID_CONFIG)));
        if (!hasTasks(state)) {
            return 0;
        }
        int wanted = Integer.parseInt(String.valueOf(properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1)));
        return wanted - 1;
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

    /**
     * Has the other threads started, the first time; called when those that are there have what is theirs.
     *
     * @return whether all are there
     */
    boolean areAll() {
        if (later == 0 || !asked.compareAndSet(false, true)) {
            return true;
        }
        // Who is told of a state must not wait for what changes it.
        Thread adding = new Thread(this::addOthers, "sekat-stream-threads");
        adding.setDaemon(true);
        adding.start();
        return false;
    }

    private void addOthers() {
        for (int i = 0; i < later; i++) {
            if (streams.addStreamThread().isEmpty()) {
                LOG.warn("Kafka Streams started no further thread: the instance is about to end");
                return;
            }
        }
    }
}
