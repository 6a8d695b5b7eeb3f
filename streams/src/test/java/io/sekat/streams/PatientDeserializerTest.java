package io.sekat.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.Test;

class PatientDeserializerTest {
    private static final byte[] BYTES = {1, 2};

    private final AtomicInteger asked = new AtomicInteger();

    private Deserializer<Integer> awayFor(int times) {
        return (topic, bytes) -> {
            if (asked.incrementAndGet() <= times) {
                throw new IllegalStateException("the registry is away");
            }
            return bytes.length;
        };
    }

    @Test
    void aValueIsReadOnceTheRegistryIsThereAgain() {
        var patient = new PatientDeserializer<>(awayFor(3), Duration.ofMinutes(5), Duration.ofMillis(1));

        assertThat(patient.deserialize("any", BYTES)).isEqualTo(2);
        assertThat(asked).hasValue(4);
    }

    @Test
    void whatCannotBeReadAtAllIsToldInTheEnd() {
        var patient = new PatientDeserializer<>(awayFor(Integer.MAX_VALUE), Duration.ZERO, Duration.ofMillis(1));

        assertThatThrownBy(() -> patient.deserialize("any", BYTES)).hasMessage("the registry is away");
    }
}
