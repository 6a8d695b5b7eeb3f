package io.sekat.streams.core;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One report's naming of an account or number.
 *
 * @param victim who was deceived: the same value for the same person
 * @param reportedAt when the report was taken, UTC
 */
public record Naming(String victim, Instant reportedAt) {

    /** How many distinct victims there are. */
    public static int victims(Collection<Naming> namings) {
        return (int) namings.stream().map(Naming::victim).distinct().count();
    }

    /**
     * The most distinct victims whose reports lie within a time of each other, both ends included (design sections 4.4
     * and 4.5).
     */
    public static int victimsWithin(Duration window, Collection<Naming> namings) {
        List<Naming> inOrder = namings.stream()
                .sorted(Comparator.comparing(Naming::reportedAt))
                .toList();
        Deque<Naming> inWindow = new ArrayDeque<>();
        Map<String, Integer> byVictim = new HashMap<>();
        int most = 0;
        for (Naming naming : inOrder) {
            inWindow.addLast(naming);
            byVictim.merge(naming.victim(), 1, Integer::sum);
            while (inWindow.getFirst().reportedAt().plus(window).isBefore(naming.reportedAt())) {
                byVictim.computeIfPresent(
                        inWindow.removeFirst().victim(), (victim, count) -> count == 1 ? null : count - 1);
            }
            most = Math.max(most, byVictim.size());
        }
        return most;
    }
}
