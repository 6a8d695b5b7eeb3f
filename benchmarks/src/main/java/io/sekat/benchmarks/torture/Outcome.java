package io.sekat.benchmarks.torture;

import java.util.List;
import java.util.Map;

/**
 * What a run came to.
 *
 * @param conditions on what and how, in the order in which people read them
 * @param leftOut kinds of faults that this machine cannot do, with the reason
 * @param faults what was done, in order
 * @param ends processes that ended by themselves
 * @param alerts how long alerts took
 * @param files how long the reports' files took
 * @param verdicts what the checks found
 */
record Outcome(
        Map<String, String> conditions,
        Map<FaultKind, String> leftOut,
        List<Inflicted> faults,
        List<String> ends,
        Waits alerts,
        Waits files,
        List<Verdict> verdicts) {

    /** Whether every check holds. */
    boolean holds() {
        return verdicts.stream().allMatch(Verdict::holds);
    }

    /** Whether it does not hold only as a check had nothing to look at. */
    boolean isOnlyTooSmall() {
        return !holds()
                && verdicts.stream().allMatch(verdict -> verdict.violations().isEmpty());
    }
}
