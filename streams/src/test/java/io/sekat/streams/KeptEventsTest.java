package io.sekat.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sekat.events.AccountEntry;
import io.sekat.serdes.AvroSerdes;
import io.sekat.topics.Topics;
import java.util.Arrays;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.Test;

class KeptEventsTest {
    private final AvroSerdes serdes = World.memorySerdes();
    private final AccountEntry entry =
            Samples.accountEntry().setHolderToken("h".repeat(100_000)).build();
    private final byte[] bytes = written(serdes, entry);

    @Test
    void whatWasTakenOnceIsReadHoweverLargeItIs() {
        assertThat(new KeptEvents<>(serdes, Topics.BANK_ACCOUNTS).read("BETAMYKL:1", bytes))
                .isEqualTo(entry);
    }

    @Test
    void whatAnotherRegistryKnowsIsNotTakenForNothing() {
        KeptEvents<AccountEntry> elsewhere = new KeptEvents<>(World.memorySerdes(), Topics.BANK_ACCOUNTS);

        assertThatThrownBy(() -> elsewhere.read("BETAMYKL:1", bytes))
                .isInstanceOf(CannotGoOn.class)
                .hasMessageContaining("BETAMYKL:1")
                .hasMessageContaining("bank-accounts")
                .hasMessageContaining("schema id 1")
                .hasMessageContaining("registry-url");
    }

    @Test
    void whatMayPassDoesNotEndTheInstance() {
        byte[] damaged = Arrays.copyOf(bytes, 20);

        assertThatThrownBy(() -> new KeptEvents<>(serdes, Topics.BANK_ACCOUNTS).read("BETAMYKL:1", damaged))
                .isInstanceOf(IllegalStateException.class)
                .isNotInstanceOf(CannotGoOn.class)
                .hasMessageContaining("BETAMYKL:1");
    }

    private static byte[] written(AvroSerdes serdes, AccountEntry entry) {
        try (Serializer<AccountEntry> serializer = serdes.serializer()) {
            return serializer.serialize(Topics.BANK_ACCOUNTS.name(), entry);
        }
    }
}
