package io.sekat.benchmarks;

import io.sekat.benchmarks.load.Expected;
import io.sekat.benchmarks.load.Incident;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** How long reports took to become one kind of what they must bring about. */
final class Latency {
    private static final double MICROS = 1_000;

    private final Histogram fromSchedule;
    private final Histogram fromAppend = new Histogram(3);
    private int missing;

    private Latency(Histogram fromSchedule) {
        this.fromSchedule = fromSchedule;
    }

    /** Of times in microseconds that were taken otherwise. */
    static Latency of(Histogram micros) {
        return new Latency(micros);
    }

    /** Of what became of these reports, by kind. */
    static Map<Expected.Kind, Latency> of(Collection<Incident> incidents) {
        Map<Expected.Kind, Latency> kinds = new EnumMap<>(Expected.Kind.class);
        incidents.forEach(incident -> incident.expected()
                .forEach(expected -> kinds.computeIfAbsent(expected.kind(), any -> new Latency(new Histogram(3)))
                        .add(expected)));
        return kinds;
    }

    private void add(Expected expected) {
        expected.microsFromSchedule().ifPresentOrElse(fromSchedule::recordValue, () -> missing++);
        expected.millisFromAppend().ifPresent(fromAppend::recordValue);
    }

    /** Milliseconds from when the report was to be sent, for so many of a hundred. */
    double ms(double percentile) {
        return fromSchedule.getValueAtPercentile(percentile) / MICROS;
    }

    double maxMs() {
        return fromSchedule.getMaxValue() / MICROS;
    }

    /** How many times another one's this is. */
    double times(Latency other, double percentile) {
        return ms(percentile) / Math.max(1 / MICROS, other.ms(percentile));
    }

    /**
     * All figures, ratios first.
     *
     * @param bare the bare broker's
     */
    Map<String, Object> row(Latency bare) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("timesBareMedian", times(bare, 50));
        row.put("timesBareP99", times(bare, 99));
        row.put("medianMs", ms(50));
        row.put("p90Ms", ms(90));
        row.put("p99Ms", ms(99));
        row.put("p999Ms", ms(99.9));
        row.put("maxMs", maxMs());
        if (fromAppend.getTotalCount() > 0) {
            row.put("appendMedianMs", fromAppend.getValueAtPercentile(50));
            row.put("appendP99Ms", fromAppend.getValueAtPercentile(99));
        }
        row.put("count", fromSchedule.getTotalCount());
        row.put("missing", missing);
        return row;
    }
}
