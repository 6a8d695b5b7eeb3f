package io.sekat.consumers.alerts;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.avro.specific.SpecificRecord;

/**
 * Alerts that wait to be acted upon: of each subject only the newest revision, in the order in which they came.
 *
 * @param <V> FreezeAlert or BlockRequest
 */
final class Inbox<V extends SpecificRecord> {
    private static final int REMEMBERED = 100_000;

    private final AlertKind<V> kind;
    private final RetryPolicy retries;
    private final Map<String, Waiting<V>> waiting = new LinkedHashMap<>();
    /** Newest revision acted upon, by subject; the log's order makes this a safeguard, so it may forget the oldest. */
    private final Map<String, Long> done = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > REMEMBERED;
        }
    };

    Inbox(AlertKind<V> kind, RetryPolicy retries) {
        this.kind = kind;
        this.retries = retries;
    }

    /** An alert that waits. */
    record Waiting<V>(String subject, V alert, int partition, long offset, int failures, Instant due) {}

    /** Takes an alert in; false when a newer one about its subject is known already. */
    boolean take(String subject, V alert, int partition, long offset, Instant now) {
        long revision = kind.revision().applyAsLong(alert);
        Waiting<V> held = waiting.get(subject);
        boolean isNewer = revision > done.getOrDefault(subject, 0L)
                && (held == null || revision > kind.revision().applyAsLong(held.alert()));
        if (isNewer) {
            waiting.remove(subject);
            waiting.put(subject, new Waiting<>(subject, alert, partition, offset, 0, now));
        }
        return isNewer;
    }

    /** The first alert that is due. */
    Optional<Waiting<V>> due(Instant now) {
        return waiting.values().stream().filter(one -> !one.due().isAfter(now)).findFirst();
    }

    void handled(Waiting<V> one) {
        waiting.remove(one.subject());
        done.remove(one.subject());
        done.put(one.subject(), kind.revision().applyAsLong(one.alert()));
    }

    void failed(Waiting<V> one, Instant now, Optional<Duration> atLeast) {
        Duration wait = retries.waitAfter(one.failures() + 1);
        Duration longest = atLeast.filter(wished -> wished.compareTo(wait) > 0)
                .map(wished -> wished.compareTo(retries.cap()) > 0 ? retries.cap() : wished)
                .orElse(wait);
        waiting.put(
                one.subject(),
                new Waiting<>(
                        one.subject(),
                        one.alert(),
                        one.partition(),
                        one.offset(),
                        one.failures() + 1,
                        now.plus(longest)));
    }

    int size() {
        return waiting.size();
    }

    /** Forgets what waits: it will be delivered again. */
    void clear() {
        waiting.clear();
    }

    /** The lowest offset of a partition that still waits, by partition: nothing from there on may be committed. */
    Map<Integer, Long> lowestWaiting() {
        Map<Integer, Long> lowest = new HashMap<>();
        waiting.values().forEach(one -> lowest.merge(one.partition(), one.offset(), Math::min));
        return lowest;
    }

    OptionalLong revisionDone(String subject) {
        Long revision = done.get(subject);
        return revision == null ? OptionalLong.empty() : OptionalLong.of(revision);
    }
}
