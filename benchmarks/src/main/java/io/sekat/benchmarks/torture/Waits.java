package io.sekat.benchmarks.torture;

import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * How long things took to come out.
 *
 * @param causedAt when what each followed from was stored, in milliseconds since 1970
 * @param seenAt when each came out, in milliseconds since 1970; not there: it never did
 */
record Waits(Map<String, Long> causedAt, Map<String, Long> seenAt) {
    static final Waits NONE = new Waits(Map.of(), Map.of());

    /** How long after the end of a fault all had come out that followed from what came while it lasted, in milliseconds. */
    OptionalLong after(Inflicted fault) {
        return during(fault)
                .mapToLong(one -> Math.max(0, seenAt.getOrDefault(one, Long.MAX_VALUE) - fault.endedAt()))
                .max();
    }

    /** The longest that what followed from something that came while it lasted took to come out, in milliseconds. */
    OptionalLong longest(Inflicted fault) {
        return during(fault)
                .mapToLong(one -> seenAt.getOrDefault(one, Long.MAX_VALUE) - causedAt.getOrDefault(one, 0L))
                .max();
    }

    private Stream<String> during(Inflicted fault) {
        return causedAt.entrySet().stream()
                .filter(one -> one.getValue() >= fault.beganAt() && one.getValue() <= fault.endedAt())
                .map(Map.Entry::getKey);
    }
}
