package io.sekat.benchmarks;

import io.sekat.benchmarks.load.Feed;
import io.sekat.benchmarks.load.Incident;
import io.sekat.benchmarks.load.Pace;
import io.sekat.benchmarks.load.Sightings;
import java.time.Duration;
import java.util.List;

/** Reports at a fixed rate, whether or not the system keeps up. */
final class OpenLoop {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private OpenLoop() {}

    /**
     * Sends reports, and returns when all that they must bring about is seen or has not come for three minutes.
     *
     * @param incidents what is before them must be there already
     */
    static void run(Feed feed, Sightings sightings, List<Incident> incidents, int perSecond)
            throws InterruptedException {
        sightings.await(incidents);
        send(feed, incidents, perSecond, (report, due) -> {});
        sightings.awaitAll(PATIENCE);
    }

    /** What is done besides, right before a report. */
    @FunctionalInterface
    interface Besides {
        /**
         * Does it.
         *
         * @param report how many reports were sent before
         * @param due when the next was to be sent, in nanoseconds of {@link System#nanoTime}
         */
        void before(int report, long due);
    }

    /** Sends reports, and returns when the brokers have them all. */
    static void send(Feed feed, List<Incident> incidents, int perSecond, Besides besides) throws InterruptedException {
        Pace pace = new Pace(perSecond);
        for (int report = 0; report < incidents.size(); report++) {
            pace.await(report);
            if (Thread.interrupted()) {
                throw new InterruptedException("ended after " + report + " of " + incidents.size() + " reports");
            }
            besides.before(report, pace.due(report));
            feed.report(incidents.get(report), pace.due(report));
        }
        feed.flush();
    }
}
