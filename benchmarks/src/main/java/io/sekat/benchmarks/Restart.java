package io.sekat.benchmarks;

import io.sekat.benchmarks.load.Incident;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Utils;

/** All instances end and start again, and reports that come meanwhile wait for them. */
final class Restart {
    private static final int REPORTS = 20;

    private final Stand stand;
    private final Duration patience;
    private final List<String> instances;
    private final List<Incident> waiting;

    private Restart(Stand stand, Duration patience, List<String> instances, List<Incident> waiting) {
        this.stand = stand;
        this.patience = patience;
        this.instances = instances;
        this.waiting = waiting;
    }

    /** What an instance that is started again finds. */
    enum Again {
        ON_ITS_STATE,
        AFTER_A_KILL,
        WITHOUT_STATE
    }

    /** The name of an instance, from 1. */
    static String instance(int number) {
        return "streams-" + number;
    }

    /** Ends all instances once they have done everything. */
    static Restart of(Stand stand, int instances, int hops, Again again, Duration patience)
            throws InterruptedException, ExecutionException, IOException {
        List<Incident> waiting = stand.incidents(REPORTS, hops, REPORTS);
        stand.awaitCaughtUp(patience);
        List<String> names =
                IntStream.rangeClosed(1, instances).mapToObj(Restart::instance).toList();
        Restart restart = new Restart(stand, patience, names, waiting);
        for (String name : names) {
            restart.end(name, again);
        }
        return restart;
    }

    private void end(String name, Again again) throws IOException {
        if (again == Again.AFTER_A_KILL) {
            stand.kill(name);
        } else {
            stand.stop(name);
        }
        if (again == Again.WITHOUT_STATE) {
            Utils.delete(state(name).toFile());
        }
    }

    private Path state(String name) {
        return stand.folderOf(name).resolve("state");
    }

    /** Bytes of state that lie on the disk meanwhile; after an orderly end that is all of it. */
    long stateBytes() {
        return instances.stream()
                .mapToLong(name -> Reading.bytesIn(state(name)))
                .sum();
    }

    /** The reports that come meanwhile. */
    List<Incident> waiting() {
        return waiting;
    }

    /** Starts all instances and waits for the alerts of the reports; in seconds. */
    double seconds() throws InterruptedException {
        stand.sightings().await(waiting);
        long start = System.nanoTime();
        instances.forEach(name -> stand.start(name, stand.settings()));
        waiting.forEach(incident -> stand.feed().report(incident, start));
        stand.feed().flush();
        stand.sightings().awaitAll(patience);
        return Latency.of(waiting).values().stream()
                        .mapToDouble(Latency::maxMs)
                        .max()
                        .orElse(0)
                / 1e3;
    }
}
