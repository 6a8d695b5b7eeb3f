package io.sekat.benchmarks.torture;

import java.time.Duration;
import java.util.Set;

/**
 * What a run is to be.
 *
 * @param seed of the schedule and of the workload
 * @param lasts how long faults are inflicted
 * @param pause how long it is from one fault to the next, on average
 * @param instances of the Streams application
 * @param ringsPerSecond how much is sent: one ring is about 25 records
 * @param kinds what is to be done, where the machine can do it
 * @param keep whether the folder is left for people to look at even where everything holds
 */
record Plan(
        long seed,
        Duration lasts,
        Duration pause,
        int instances,
        double ringsPerSecond,
        Set<FaultKind> kinds,
        boolean keep) {
    static final int BROKERS = 3;

    /** How many rings are sent. */
    int rings() {
        return Math.max(1, (int) (lasts.toMillis() / 1000.0 * ringsPerSecond));
    }

    /** Room for all that a broker keeps: some 80 kB came of a ring on each. */
    int brokerDiskMegabytes() {
        return 700 + rings() / 8;
    }

    /** Room for all that an instance keeps, whatever it has to do: up to some 30 kB came of a ring. */
    int instanceDiskMegabytes() {
        return 500 + rings() / 16;
    }

    /** What this program itself may need: it keeps all that it sends and, in the end, all that came out. */
    long heapMegabytes() {
        return 256 + rings() * 3L / 8;
    }

    /** Room for all disks. */
    int diskMegabytes() {
        return BROKERS * brokerDiskMegabytes() + instances * instanceDiskMegabytes();
    }
}
