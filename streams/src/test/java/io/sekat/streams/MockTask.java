package io.sekat.streams;

import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedPunctuator;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** A task with stores in memory, whose clock the test moves. */
public final class MockTask {
    public final MockProcessorContext<String, SpecificRecord> context = new MockProcessorContext<>();

    /** Adds a store, in place of one of that name. */
    public <K, V> void keep(String name, Serde<K> keys, Serde<V> values) {
        keep(Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), keys, values));
    }

    /** Adds a store. */
    public void keep(StoreBuilder<? extends StateStore> builder) {
        StateStore store = builder.withLoggingDisabled().build();
        store.init(context.getStateStoreContext(), store);
        context.addStateStore(store);
    }

    /** A record of this topic is read now. */
    public void reads(String topic) {
        context.setRecordMetadata(topic, 0, 0);
        context.setCurrentSystemTimeMs(0);
    }

    /** Whether what was scheduled was given up since, in the order in which it was scheduled. */
    public List<Boolean> givenUp() {
        return context.scheduledPunctuators().stream()
                .map(CapturedPunctuator::cancelled)
                .toList();
    }

    /** The time of what was scheduled comes. */
    public void elapse(int scheduled, long now) {
        context.scheduledPunctuators().get(scheduled).getPunctuator().punctuate(now);
    }
}
