package io.sekat.streams.core.lookup;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How many people reported an account or number, and since when that is known, so that the public can be told with a delay.
 *
 * @param steps the counts that were reached, rising, each with the time at which it was
 */
public record PublicNotice(List<Step> steps) {
    /** Nobody reported it. */
    public static final PublicNotice NONE = new PublicNotice(List.of());

    /** Counts that are told apart: from these on, only that there are at least as many. */
    private static final List<Integer> TOLD_APART = List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 50, 100, 200, 500, 1000);

    /**
     * A count that was reached.
     *
     * @param victims at least so many people reported it
     * @param since since when that is known, UTC
     */
    public record Step(int victims, Instant since) {}

    public PublicNotice {
        steps = List.copyOf(steps);
    }

    /** The notice once so many people reported it; what is not reached any more goes. */
    public PublicNotice after(int victims, Instant now) {
        List<Step> changed = new ArrayList<>();
        for (int count : TOLD_APART) {
            if (count <= victims) {
                changed.add(steps.stream()
                        .filter(step -> step.victims() == count)
                        .findFirst()
                        .orElse(new Step(count, now)));
            }
        }
        return new PublicNotice(changed);
    }

    /** Whether nobody reported it. */
    public boolean isEmpty() {
        return steps.isEmpty();
    }

    /**
     * At least so many people had reported it by then.
     *
     * @param threshold fewer than these are none
     */
    public int victims(Instant by, int threshold) {
        int victims = steps.stream()
                .filter(step -> !step.since().isAfter(by))
                .mapToInt(Step::victims)
                .max()
                .orElse(0);
        return victims < threshold ? 0 : victims;
    }
}
