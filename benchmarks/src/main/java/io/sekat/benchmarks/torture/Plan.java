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
        boolean keep) {}
