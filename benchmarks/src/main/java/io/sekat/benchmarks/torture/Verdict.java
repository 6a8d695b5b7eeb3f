package io.sekat.benchmarks.torture;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one check found. */
final class Verdict {
    private final String name;
    private final List<String> violations = new ArrayList<>();
    private long looked;

    /**
     * @param name what must hold, in words
     */
    Verdict(String name) {
        this.name = name;
    }

    /** Looks at one thing. */
    @SuppressWarnings("AnnotateFormatMethod") // its annotation is in a library that we have no other use for
    void expect(boolean holds, String otherwise, @Nullable Object... arguments) {
        looked++;
        if (!holds) {
            violations.add(otherwise.formatted(arguments));
        }
    }

    String name() {
        return name;
    }

    /** How many things were looked at. */
    long looked() {
        return looked;
    }

    List<String> violations() {
        return violations;
    }

    /** Something must have been looked at: a check that sees nothing proves nothing. */
    boolean holds() {
        return violations.isEmpty() && looked > 0;
    }
}
