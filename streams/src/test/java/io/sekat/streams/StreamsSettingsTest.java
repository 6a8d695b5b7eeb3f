package io.sekat.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sekat.config.Settings;
import java.util.Map;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the clients of Kafka Streams are told, as it reads it. */
class StreamsSettingsTest {
    @Test
    void onlyFilesAreReadInSmallPortions() {
        assertThat(consumer(Part.FILES, Settings.defaults())).containsEntry("max.poll.records", 100);
        assertThat(consumer(Part.ALERTS, Settings.defaults())).containsEntry("max.poll.records", "1000");
        assertThat(config(Part.FILES, Settings.defaults()).getRestoreConsumerConfigs("client"))
                .containsEntry("max.poll.records", "1000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "consumer.", "main.consumer."})
    void whatIsSetForTheConsumersReachesThem(String prefix) {
        Settings settings = Settings.defaults()
                .with(Map.of(
                        "kafka." + prefix + "max.poll.records", "7", "kafka." + prefix + "session.timeout.ms", "8000"));

        assertThat(consumer(Part.FILES, settings))
                .containsEntry("max.poll.records", "7")
                .containsEntry("session.timeout.ms", "8000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "producer."})
    void whatIsSetForTheProducersReachesThem(String prefix) {
        Settings settings = Settings.defaults()
                .with(Map.of(
                        "kafka." + prefix + "batch.size",
                        "1024",
                        "kafka." + prefix + "transaction.timeout.ms",
                        "9000"));

        assertThat(config(Part.ALERTS, settings).getProducerConfigs("client"))
                .containsEntry("batch.size", "1024")
                .containsEntry("transaction.timeout.ms", "9000");
    }

    /** Under the name that Kafka Streams compares the commit interval with. */
    @Test
    void aTransactionThatCannotBeCommittedInTimeIsRefused() {
        Settings settings =
                Settings.defaults().with(Map.of("kafka.transaction.timeout.ms", "5000", "files-commit-interval", "8s"));

        assertThatThrownBy(() -> config(Part.FILES, settings)).hasMessageContaining("transaction.timeout.ms");
        assertThatCode(() -> config(
                        Part.FILES,
                        Settings.defaults()
                                .with(Map.of("kafka.transaction.timeout.ms", "60000", "files-commit-interval", "15s"))))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @EnumSource
    void whatAnInstanceThatDiesHadIsFreeAfterTenSeconds(Part part) {
        assertThat(consumer(part, Settings.defaults())).containsEntry("session.timeout.ms", 10_000);
        assertThat(StreamsSettings.of(part, Settings.defaults()))
                .containsEntry("producer.transaction.timeout.ms", 10_000);
    }

    private static Map<String, Object> consumer(Part part, Settings settings) {
        return config(part, settings).getMainConsumerConfigs("group", "client", 0);
    }

    private static StreamsConfig config(Part part, Settings settings) {
        return new StreamsConfig(StreamsSettings.of(part, settings));
    }
}
