package io.sekat.benchmarks.join;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * All that reports say about an account or a number.
 *
 * @param revision how many mentions there were
 * @param mentions each once
 */
public record Facts(long revision, Map<String, Mention> mentions) {
    /** Nothing was said. */
    public static final Facts NONE = new Facts(0, Map.of());

    /** The same with one mention more; one that is known changes nothing. */
    public Facts with(Mention mention) {
        if (mentions.containsKey(mention.key())) {
            return this;
        }
        Map<String, Mention> more = new HashMap<>(mentions);
        more.put(mention.key(), mention);
        return new Facts(revision + 1, more);
    }

    /** When the newest report was taken, UTC. */
    Instant newestAt() {
        return Instant.ofEpochMilli(
                mentions.values().stream().mapToLong(Mention::reportedAt).max().orElse(0));
    }

    int reports() {
        return (int)
                mentions.values().stream().map(Mention::reportId).distinct().count();
    }

    int victims() {
        return (int) mentions.values().stream().map(Mention::victim).distinct().count();
    }

    /** The most distinct victims whose reports lie within that time. */
    int victimsWithin(Duration window, Predicate<Mention> counted) {
        int most = 0;
        for (Mention first : mentions.values()) {
            Set<String> victims = new HashSet<>();
            long end = first.reportedAt() + window.toMillis();
            mentions.values().stream()
                    .filter(counted)
                    .filter(mention -> mention.reportedAt() >= first.reportedAt() && mention.reportedAt() <= end)
                    .forEach(mention -> victims.add(mention.victim()));
            most = Math.max(most, victims.size());
        }
        return most;
    }

    /** The sum of the payments that are proved: of two claims to one the larger counts. */
    long stolenMinor() {
        Map<String, Long> byPayment = new HashMap<>();
        mentions.values().stream()
                .filter(Mention::isProved)
                .forEach(mention -> byPayment.merge(mention.payment(), mention.minor(), Math::max));
        return byPayment.values().stream().mapToLong(Long::longValue).sum();
    }
}
