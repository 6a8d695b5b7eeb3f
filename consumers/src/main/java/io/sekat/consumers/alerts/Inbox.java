package io.sekat.consumers.alerts;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Alerts that wait to be acted upon: of each subject only the newest revision. Those that were never tried come in the
 * order of their arrival, those that failed or were postponed when they are due again. All times here are of a clock that
 * nobody sets.
 *
 * @param <V> FreezeAlert, ReturnRequest or BlockRequest
 */
final class Inbox<V extends SpecificRecord> {
    private final AlertKind<V> kind;
    private final RetryPolicy retries;
    private final int room;
    private final Map<String, Waiting<V>> fresh = new LinkedHashMap<>();
    private final Map<String, Waiting<V>> again = new HashMap<>();
    /** Newest revision acted upon, by subject; the log's order makes this a safeguard, so it may forget the oldest. */
    private final Map<String, Long> done;

    /**
     * @param kind what waits
     * @param retries how long what failed waits
     * @param room how many may wait before no more should be taken in
     * @param remembered of how many subjects the newest revision acted upon is kept
     */
    Inbox(AlertKind<V> kind, RetryPolicy retries, int room, int remembered) {
        this.kind = kind;
        this.retries = retries;
        this.room = room;
        this.done = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
                return size() > remembered;
            }
        };
    }

    /**
     * An alert that waits.
     *
     * @param source partition that it came from
     * @param offset its place there
     * @param failures how often it was tried in vain
     * @param due when it may be tried
     */
    record Waiting<V>(String subject, V alert, TopicPartition source, long offset, int failures, Instant due) {}

    /**
     * Takes an alert in.
     *
     * @return how many alerts that made needless: 1 when it replaced an older revision, or is itself not newer than
     *     what waits or was acted upon; otherwise 0
     */
    int take(V alert, TopicPartition source, long offset, Instant now) {
        String subject = kind.subject().apply(alert);
        Waiting<V> held = held(subject);
        long known = Math.max(
                done.getOrDefault(subject, Long.MIN_VALUE),
                held == null ? Long.MIN_VALUE : kind.revisionOf(held.alert()));
        if (kind.revisionOf(alert) <= known) {
            return 1;
        }
        fresh.remove(subject);
        again.remove(subject);
        fresh.put(subject, new Waiting<>(subject, alert, source, offset, 0, now));
        return held == null ? 0 : 1;
    }

    /** The first alert that was never tried. */
    Optional<Waiting<V>> fresh() {
        return fresh.values().stream().findFirst();
    }

    /** Of those that failed, the one that is due longest; empty when none is. */
    Optional<Waiting<V>> due(Instant now) {
        return again.values().stream()
                .filter(one -> !one.due().isAfter(now))
                .min(Comparator.<Waiting<V>, Instant>comparing(Waiting::due).thenComparing(Waiting::offset));
    }

    boolean isAnyDue(Instant now) {
        return !fresh.isEmpty() || due(now).isPresent();
    }

    /** The alert was acted upon. */
    void handled(Waiting<V> one) {
        fresh.remove(one.subject());
        again.remove(one.subject());
        done.remove(one.subject());
        done.put(one.subject(), kind.revisionOf(one.alert()));
    }

    /**
     * The alert was tried in vain.
     *
     * @param atLeast how long it should wait; empty: as the policy says
     * @return how long it waits
     */
    Duration failed(Waiting<V> one, Instant now, Optional<Duration> atLeast) {
        int failures = one.failures() + 1;
        Duration usual = retries.waitAfter(failures);
        Duration wait = atLeast.map(retries::capped)
                .filter(wished -> wished.compareTo(usual) > 0)
                .orElse(usual);
        fresh.remove(one.subject());
        again.put(
                one.subject(),
                new Waiting<>(one.subject(), one.alert(), one.source(), one.offset(), failures, now.plus(wait)));
        return wait;
    }

    /**
     * The alert is to be handed over again.
     *
     * @param wait after how long; the policy's cap holds
     */
    void postponed(Waiting<V> one, Instant now, Duration wait) {
        Instant due = now.plus(retries.capped(wait));
        fresh.remove(one.subject());
        again.put(one.subject(), new Waiting<>(one.subject(), one.alert(), one.source(), one.offset(), 0, due));
    }

    int size() {
        return fresh.size() + again.size();
    }

    boolean isFull() {
        return size() >= room;
    }

    /** Forgets what waits from these partitions: it will be delivered again to whoever reads them next. */
    void forget(Collection<TopicPartition> partitions) {
        fresh.values().removeIf(one -> partitions.contains(one.source()));
        again.values().removeIf(one -> partitions.contains(one.source()));
    }

    /** The lowest offset that still waits, by partition: nothing from there on may be committed. */
    Map<TopicPartition, Long> lowestWaiting() {
        Map<TopicPartition, Long> lowest = new HashMap<>();
        fresh.values().forEach(one -> lowest.merge(one.source(), one.offset(), Math::min));
        again.values().forEach(one -> lowest.merge(one.source(), one.offset(), Math::min));
        return lowest;
    }

    private @Nullable Waiting<V> held(String subject) {
        Waiting<V> untried = fresh.get(subject);
        return untried == null ? again.get(subject) : untried;
    }
}
