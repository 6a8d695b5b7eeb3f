package io.sekat.streams.intake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The reports that wait for their bank. When each is given up is kept in memory too, in that order: while many wait and
 * nothing changes, none of the others is looked at. Used by the thread of its task.
 */
final class WaitingReports {
    private final KeyValueStore<String, WaitingReport> store;
    private final NavigableSet<Place> places =
            new TreeSet<>(Comparator.comparing(Place::until).thenComparing(Place::key));

    /** Keys of those that were there when the task began. */
    private final List<String> found = new ArrayList<>();

    /**
     * Where a report waits.
     *
     * @param until when it is given up, UTC
     * @param key its key in the store
     */
    record Place(Instant until, String key) {}

    WaitingReports(KeyValueStore<String, WaitingReport> store) {
        this.store = store;
        try (KeyValueIterator<String, WaitingReport> all = store.all()) {
            all.forEachRemaining(entry -> found.add(entry.key));
        }
    }

    /**
     * Those that wait since before the task began are given up at a time, UTC, if they have none yet. While nothing
     * ran, their banks could not become known.
     */
    void keepFound(Instant until) {
        found.forEach(key -> places.add(new Place(until, key)));
        found.clear();
    }

    boolean isEmpty() {
        return found.isEmpty() && places.isEmpty();
    }

    void add(String key, WaitingReport report) {
        store.put(key, report);
        places.add(new Place(report.until(), key));
    }

    /** All of them. */
    List<Place> all() {
        return List.copyOf(places);
    }

    /** Those whose time is over. */
    List<Place> over(Instant now) {
        return places.stream().takeWhile(place -> !now.isBefore(place.until())).toList();
    }

    WaitingReport at(Place place) {
        return Objects.requireNonNull(store.get(place.key()), "a report waits at its place");
    }

    void remove(Place place) {
        store.delete(place.key());
        places.remove(place);
    }
}
