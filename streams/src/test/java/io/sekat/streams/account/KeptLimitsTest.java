package io.sekat.streams.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sekat.streams.LimitsChanged;
import io.sekat.streams.core.trail.Limits;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

class KeptLimitsTest {
    private final KeyValueStore<Bytes, byte[]> store =
            Stores.inMemoryKeyValueStore("books").get();

    @Test
    void theSameLimitsGoOnHoweverTheyAreWritten() {
        new KeptLimits(store, limits(5, "72h", "10.00")).keep();

        assertThatCode(() -> new KeptLimits(store, limits(5, "72h", "10"))).doesNotThrowAnyException();
    }

    @Test
    void anyOtherLimitIsRefusedWithBothAndTheWayOut() {
        new KeptLimits(store, limits(5, "72h", "10.00")).keep();

        for (Limits other : List.of(limits(4, "72h", "10.00"), limits(5, "71h", "10.00"), limits(5, "72h", "10.01"))) {
            assertThatThrownBy(() -> new KeptLimits(store, other))
                    .isInstanceOf(LimitsChanged.class)
                    .hasMessageContaining("max-hops 5, horizon 259200s, min-amount 10 until now")
                    .hasMessageContaining(other.text())
                    .hasMessageContaining("docs/configuration.md");
        }
    }

    @Test
    void theFirstLimitsStayWrittenDown() {
        new KeptLimits(store, limits(5, "72h", "10.00")).keep();
        new KeptLimits(store, limits(5, "72h", "10.00")).keep();

        assertThat(store.approximateNumEntries()).isOne();
    }

    private static Limits limits(int hops, String horizon, String amount) {
        return new Limits(hops, Duration.parse("PT" + horizon), new BigDecimal(amount));
    }
}
