package io.sekat.benchmarks.hot;

import io.sekat.streams.core.trail.Carried;
import io.sekat.streams.core.trail.Front;
import io.sekat.streams.core.trail.Ledger;
import io.sekat.streams.core.trail.LotId;
import io.sekat.streams.core.trail.LotOrigin;
import io.sekat.streams.core.trail.LotState;
import io.sekat.streams.core.trail.Outgoing;
import io.sekat.streams.core.trail.Position;
import io.sekat.streams.core.trail.Scan;
import io.sekat.streams.core.trail.Shelf;
import io.sekat.streams.core.trail.TrailRoot;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An account's ledger in memory, so that the rule is measured and not a store. */
final class TreeLedger implements Ledger {
    private final Shelf<Position, Outgoing> transfers = new TreeShelf<>(new TreeMap<>());
    private final Shelf<Position, Carried> carried = new TreeShelf<>(new TreeMap<>());
    private final Shelf<LotId, LotState> lots = new TreeShelf<>(new TreeMap<>());
    private final Shelf<LotOrigin, Long> returns = new LookUp<>();
    private final Shelf<TrailRoot, Position> cutoffs = new LookUp<>();
    private @Nullable Front front;

    @Override
    public String account() {
        return "BANK:shop";
    }

    @Override
    public String currency() {
        return "MYR";
    }

    @Override
    public Shelf<Position, Outgoing> transfers() {
        return transfers;
    }

    @Override
    public Shelf<Position, Carried> carried() {
        return carried;
    }

    @Override
    public Shelf<LotId, LotState> lots() {
        return lots;
    }

    @Override
    public Shelf<TrailRoot, Position> cutoffs() {
        return cutoffs;
    }

    @Override
    public Shelf<LotOrigin, Long> returns() {
        return returns;
    }

    @Override
    public @Nullable Front front() {
        return front;
    }

    @Override
    public void setFront(@Nullable Front front) {
        this.front = front;
    }

    private record TreeShelf<K, V>(NavigableMap<K, V> values) implements Shelf<K, V> {
        @Override
        public @Nullable V get(K key) {
            return values.get(key);
        }

        @Override
        public void put(K key, V value) {
            values.put(key, value);
        }

        @Override
        public void remove(K key) {
            values.remove(key);
        }

        @Override
        public Scan<V> from(K key) {
            return scan(values.tailMap(key, true).values());
        }

        @Override
        public Scan<V> before(K key) {
            return scan(values.headMap(key, false).descendingMap().values());
        }

        private static <V> Scan<V> scan(Collection<V> values) {
            Iterator<V> iterator = values.iterator();
            return new Scan<>() {
                @Override
                public boolean hasNext() {
                    return iterator.hasNext();
                }

                @Override
                public V next() {
                    return iterator.next();
                }

                @Override
                public void close() {}
            };
        }
    }

    /** What is looked up and never scanned. */
    private static final class LookUp<K, V> implements Shelf<K, V> {
        private final Map<K, V> values = new HashMap<>();

        @Override
        public @Nullable V get(K key) {
            return values.get(key);
        }

        @Override
        public void put(K key, V value) {
            values.put(key, value);
        }

        @Override
        public void remove(K key) {
            values.remove(key);
        }

        @Override
        public Scan<V> from(K key) {
            throw new IllegalStateException("what is only looked up has no order");
        }

        @Override
        public Scan<V> before(K key) {
            throw new IllegalStateException("what is only looked up has no order");
        }
    }
}
