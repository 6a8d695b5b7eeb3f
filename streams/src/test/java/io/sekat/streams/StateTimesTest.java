package io.sekat.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateTimesTest {
    private static final Serde<Held> SERDE = StateSerde.of(Held.class);

    record Held(Instant at) {}

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-03-02T09:00:00Z",
                "2026-03-02T09:00:00.123Z",
                "2026-03-02T09:00:00.123456789Z",
                "1969-12-31T23:59:59.999Z",
                "-1000000000-01-01T00:00:00Z",
                "+1000000000-12-31T23:59:59.999Z"
            })
    void everyTimeIsReadAsItWasWritten(String text) {
        Held held = new Held(Instant.parse(text));

        byte[] stored = SERDE.serializer().serialize("store", held);

        assertThat(SERDE.deserializer().deserialize("store", stored)).isEqualTo(held);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-03-02T09:00:00Z", "2026-03-02T09:00:00.123Z"})
    void timesOfEventsAreStoredAsNumbers(String text) {
        byte[] stored = SERDE.serializer().serialize("store", new Held(Instant.parse(text)));

        assertThat(new String(stored, StandardCharsets.ISO_8859_1)).doesNotContain("2026");
    }
}
