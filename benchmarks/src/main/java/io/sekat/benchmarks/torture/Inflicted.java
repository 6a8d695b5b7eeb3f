package io.sekat.benchmarks.torture;

import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * A fault as it was.
 *
 * @param fault as it was drawn
 * @param target the process that it was done to; where a controller was drawn, the one that was it then
 * @param beganAt when it began, in milliseconds since 1970
 * @param endedAt when it was undone, in milliseconds since 1970
 * @param leftOut why it was not done; empty: it was
 */
record Inflicted(Fault fault, String target, long beganAt, long endedAt, String leftOut) {

    /**
     * How long after its end all reports had come out that were made while it lasted, in milliseconds.
     *
     * @param appendedAt when each report was made
     * @param seenAt when each came out
     */
    OptionalLong recovery(Map<String, Long> appendedAt, Map<String, Long> seenAt) {
        return during(appendedAt)
                .mapToLong(report -> Math.max(0, seenAt.getOrDefault(report, Long.MAX_VALUE) - endedAt))
                .max();
    }

    /** The longest that a report which was made while it lasted took to come out, in milliseconds. */
    OptionalLong longestWait(Map<String, Long> appendedAt, Map<String, Long> seenAt) {
        return during(appendedAt)
                .mapToLong(report -> seenAt.getOrDefault(report, Long.MAX_VALUE) - appendedAt.getOrDefault(report, 0L))
                .max();
    }

    private Stream<String> during(Map<String, Long> appendedAt) {
        return appendedAt.entrySet().stream()
                .filter(report -> report.getValue() >= beganAt && report.getValue() <= endedAt)
                .map(Map.Entry::getKey);
    }
}
