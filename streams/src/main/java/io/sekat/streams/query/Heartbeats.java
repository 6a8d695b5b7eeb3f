package io.sekat.streams.query;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.jspecify.annotations.Nullable;

/**
 * Whether the group still hears every thread of this instance. A process that was stopped for a while, or is cut off from
 * the brokers, has its partitions taken over by others and does not know it.
 */
final class Heartbeats implements BooleanSupplier {
    private static final String METRIC = "last-heartbeat-seconds-ago";
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

    private final Supplier<? extends Map<MetricName, ? extends Metric>> metrics;
    private final double limitSeconds;
    private volatile @Nullable Seen seen;

    /** The metrics of the threads that there were at a time; threads are replaced now and then. */
    private record Seen(long atNanos, List<Metric> ages) {}

    /**
     * @param metrics the metrics of all clients
     * @param limit time after which the group gives a silent member up
     */
    Heartbeats(Supplier<? extends Map<MetricName, ? extends Metric>> metrics, Duration limit) {
        this.metrics = metrics;
        this.limitSeconds = limit.toSeconds();
    }

    @Override
    public boolean getAsBoolean() {
        return ages().stream()
                .map(Metric::metricValue)
                .allMatch(age -> !(age instanceof Number seconds) || seconds.doubleValue() < limitSeconds);
    }

    private List<Metric> ages() {
        Seen last = seen;
        if (last == null || System.nanoTime() - last.atNanos() > LOOK_AGAIN.toNanos()) {
            List<Metric> ages = metrics.get().entrySet().stream()
                    .filter(entry -> entry.getKey().name().equals(METRIC))
                    .<Metric>map(Map.Entry::getValue)
                    .toList();
            last = new Seen(System.nanoTime(), ages);
            seen = last;
        }
        return last.ages();
    }
}
