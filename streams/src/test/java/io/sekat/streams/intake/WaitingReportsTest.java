package io.sekat.streams.intake;

import static io.sekat.streams.Samples.NOW;
import static io.sekat.streams.Samples.RECEIVED;
import static org.assertj.core.api.Assertions.assertThat;

import io.sekat.streams.StateSerde;
import io.sekat.streams.intake.WaitingReports.Place;
import java.time.Instant;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

class WaitingReportsTest {
    private final KeyValueStore<String, WaitingReport> store = store();
    private final WaitingReports waiting = new WaitingReports(store);

    @Test
    void onlyThoseWhoseTimeIsOverAreLookedAtAndTheFirstOfThemFirst() {
        waiting.add("0/2", until(NOW.plusSeconds(2)));
        waiting.add("0/10", until(NOW.plusSeconds(1)));
        waiting.add("0/3", until(NOW.plusSeconds(3)));

        assertThat(waiting.over(NOW)).isEmpty();
        assertThat(waiting.over(NOW.plusSeconds(2))).extracting(Place::key).containsExactly("0/10", "0/2");
        assertThat(waiting.all()).hasSize(3);
    }

    @Test
    void whatIsRemovedWaitsNoMore() {
        waiting.add("0/1", until(NOW));

        waiting.remove(waiting.all().get(0));

        assertThat(waiting.isEmpty()).isTrue();
        assertThat(store.get("0/1")).isNull();
    }

    /** However long nothing ran, and wherever the clock stood: their banks may be on their way still. */
    @Test
    void whatWaitedWhenItsTaskBeganAnewWaitsFromTheBeginning() {
        waiting.add("0/1", until(NOW.minusSeconds(3600)));
        waiting.add("0/2", until(NOW.plusSeconds(3600)));

        WaitingReports anew = new WaitingReports(store);
        assertThat(anew.isEmpty()).isFalse();
        anew.keepFound(NOW.plusSeconds(30));
        anew.keepFound(NOW.plusSeconds(31));

        assertThat(anew.over(NOW.plusSeconds(29))).isEmpty();
        assertThat(anew.over(NOW.plusSeconds(30))).extracting(Place::key).containsExactly("0/1", "0/2");
        assertThat(anew.at(anew.all().get(0)).receivedAt()).isEqualTo(RECEIVED);
    }

    private static WaitingReport until(Instant until) {
        return new WaitingReport(new byte[] {'R'}, 0, 1, new byte[] {1}, RECEIVED, until);
    }

    private static KeyValueStore<String, WaitingReport> store() {
        KeyValueStore<String, WaitingReport> store = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore("waiting"), Serdes.String(), StateSerde.of(WaitingReport.class))
                .withLoggingDisabled()
                .build();
        store.init(new MockProcessorContext<String, String>().getStateStoreContext(), store);
        return store;
    }
}
