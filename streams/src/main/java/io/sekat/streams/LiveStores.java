package io.sekat.streams;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * The stores that this instance answers questions from, by partition. A store is here exactly while its processors run:
 * one that is still being restored is not, although Kafka Streams would hand it out (docs/decisions/0023).
 */
public final class LiveStores {
    private final Map<Place, ReadOnlyKeyValueStore<?, ?>> live = new ConcurrentHashMap<>();

    private record Place(String store, int partition) {}

    /** Stores that are open until this is closed. */
    public final class Lease implements AutoCloseable {
        private final int partition;
        private final Map<String, ReadOnlyKeyValueStore<?, ?>> stores = new ConcurrentHashMap<>();

        private Lease(ProcessorContext<?, ?> context, String... names) {
            this.partition = context.taskId().partition();
            for (String name : names) {
                ReadOnlyKeyValueStore<?, ?> store = context.getStateStore(name);
                stores.put(name, store);
                live.put(new Place(name, partition), store);
            }
        }

        /** Closes what this opened, and nothing that was opened in its place meanwhile. */
        @Override
        public void close() {
            stores.forEach((name, store) -> live.remove(new Place(name, partition), store));
        }
    }

    /** Opens stores; called when their processors begin, and closed when they end. */
    public Lease open(ProcessorContext<?, ?> context, String... names) {
        return new Lease(context, names);
    }

    /** The store of one partition; empty: this instance cannot answer from it now. */
    @SuppressWarnings("unchecked") // the topology's stores have string keys
    public <V> Optional<ReadOnlyKeyValueStore<String, V>> of(String store, int partition) {
        return Optional.ofNullable((ReadOnlyKeyValueStore<String, V>) live.get(new Place(store, partition)));
    }

    /** All that are open of a store, by partition. */
    @SuppressWarnings("unchecked") // the topology's stores have string keys
    public <V> Map<Integer, ReadOnlyKeyValueStore<String, V>> all(String store) {
        Map<Integer, ReadOnlyKeyValueStore<String, V>> all = new TreeMap<>();
        live.forEach((place, open) -> {
            if (place.store().equals(store)) {
                all.put(place.partition(), (ReadOnlyKeyValueStore<String, V>) open);
            }
        });
        return all;
    }
}
