package io.sekat.benchmarks.torture;

import io.sekat.benchmarks.torture.Forwarder.Passage;
import java.time.Duration;

/**
 * One thing that is done to the system.
 *
 * @param number its place in the schedule, from 1
 * @param at when, from the beginning of the faults
 * @param lasts how long until it is undone
 * @param kind what
 * @param target the process that it is done to; {@link #CONTROLLER}: the broker that is the active controller then;
 *     {@link #EVERYTHING}: all of them
 * @param other the process that it is cut from; empty: it is no cut
 * @param passage what passes between the two; open: it is no cut
 * @param ahead how far the clock jumps; zero: it is no jump
 */
record Fault(
        int number,
        Duration at,
        Duration lasts,
        FaultKind kind,
        String target,
        String other,
        Passage passage,
        Duration ahead) {
    static final String CONTROLLER = "controller";
    static final String EVERYTHING = "everything";

    /** When it is undone, from the beginning of the faults. */
    Duration until() {
        return at.plus(lasts);
    }

    /** The same in the second of two schedules. */
    Fault later(int before, Duration by) {
        return new Fault(number + before, at.plus(by), lasts, kind, target, other, passage, ahead);
    }

    /** In words, without the times. */
    String what() {
        return switch (kind) {
            case CUT -> "CUT " + passage.name().toLowerCase(java.util.Locale.ROOT) + " " + target + " - " + other;
            case CLOCK -> "CLOCK %+d s %s".formatted(ahead.toSeconds(), target);
            default -> kind + " " + target;
        };
    }
}
