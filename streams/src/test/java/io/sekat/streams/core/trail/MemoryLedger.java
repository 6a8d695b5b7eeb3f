package io.sekat.streams.core.trail;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A ledger in memory that counts how often it is visited: each get, put, remove, seek and value read is one visit. */
final class MemoryLedger implements Ledger {
    private final String account;
    private final String currency;
    final MemoryShelf<Position, Outgoing> transfers = new MemoryShelf<>(new TreeMap<>());
    final MemoryShelf<Position, Carried> carried = new MemoryShelf<>(new TreeMap<>());
    final MemoryShelf<LotId, LotState> lots = new MemoryShelf<>(new TreeMap<>());
    final MemoryShelf<LotOrigin, Long> returns =
            new MemoryShelf<>(new TreeMap<>(Comparator.comparing(LotOrigin::toString)));
    private @Nullable Front front;
    final Map<TrailRoot, Position> cutoffs = new HashMap<>();
    long visits;
    private int scans;

    MemoryLedger(String account, String currency) {
        this.account = account;
        this.currency = currency;
    }

    @Override
    public String account() {
        return account;
    }

    @Override
    public String currency() {
        return currency;
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
    public Shelf<LotOrigin, Long> returns() {
        return returns;
    }

    @Override
    public @Nullable Front front() {
        visits++;
        return front;
    }

    @Override
    public void setFront(@Nullable Front front) {
        visits++;
        this.front = front;
    }

    @Override
    public Cutoffs cutoffs() {
        return new Cutoffs();
    }

    final class Cutoffs implements Shelf<TrailRoot, Position> {
        @Override
        public @Nullable Position get(TrailRoot key) {
            visits++;
            return cutoffs.get(key);
        }

        @Override
        public void put(TrailRoot key, Position value) {
            visits++;
            cutoffs.put(key, value);
        }

        @Override
        public void remove(TrailRoot key) {
            visits++;
            cutoffs.remove(key);
        }

        @Override
        public Scan<Position> from(TrailRoot key) {
            throw new UnsupportedOperationException("cutoffs have no order");
        }

        @Override
        public Scan<Position> before(TrailRoot key) {
            throw new UnsupportedOperationException("cutoffs have no order");
        }
    }

    final class MemoryShelf<K, V> implements Shelf<K, V> {
        final NavigableMap<K, V> values;

        MemoryShelf(NavigableMap<K, V> values) {
            this.values = values;
        }

        List<V> list() {
            return new ArrayList<>(values.values());
        }

        @Override
        public @Nullable V get(K key) {
            visits++;
            return values.get(key);
        }

        @Override
        public void put(K key, V value) {
            write();
            values.put(key, value);
        }

        @Override
        public void remove(K key) {
            write();
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

        private void write() {
            visits++;
            if (scans != 0) {
                throw new IllegalStateException("written while a scan is open");
            }
        }

        private Scan<V> scan(Collection<V> ascending) {
            visits++;
            scans++;
            Iterator<V> iterator = ascending.iterator();
            return new Scan<>() {
                @Override
                public boolean hasNext() {
                    return iterator.hasNext();
                }

                @Override
                public V next() {
                    visits++;
                    return iterator.next();
                }

                @Override
                public void close() {
                    scans--;
                }
            };
        }
    }
}
