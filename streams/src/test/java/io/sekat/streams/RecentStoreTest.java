package io.sekat.streams;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** That what is at hand is what is in the store, however much was used since. */
class RecentStoreTest {
    private final KeyValueStore<String, String> store = Stores.keyValueStoreBuilder(
                    Stores.inMemoryKeyValueStore("test"), Serdes.String(), Serdes.String())
            .withLoggingDisabled()
            .build();

    @BeforeEach
    void open() {
        store.init(new MockProcessorContext<>().getStateStoreContext(), store);
    }

    @Test
    void whatWasPutIsInTheStoreToo() {
        RecentStore<String> recent = new RecentStore<>(store, 2);

        recent.put("a", "1");
        recent.put("a", "2");

        assertThat(recent.get("a")).contains("2");
        assertThat(store.get("a")).isEqualTo("2");
    }

    @Test
    void whatIsNotAtHandIsRead() {
        store.put("old", "1");
        RecentStore<String> recent = new RecentStore<>(store, 2);

        assertThat(recent.get("old")).contains("1");
        assertThat(recent.get("none")).isEmpty();
    }

    @Test
    void noMoreThanThatManyAreAtHandThoseUsedLast() {
        RecentStore<String> recent = new RecentStore<>(store, 2);
        recent.put("a", "1");
        recent.put("b", "1");
        recent.get("a");
        recent.put("c", "1");

        store.put("a", "elsewhere"); // so that it shows what is read again
        store.put("b", "elsewhere");

        assertThat(recent.get("a")).contains("1");
        assertThat(recent.get("b")).contains("elsewhere");
    }
}
