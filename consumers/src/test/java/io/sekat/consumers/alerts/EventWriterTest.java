package io.sekat.consumers.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekat.config.Settings;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventWriterTest {
    /** Kafka's own default among them, which a file may well say for all clients. */
    @ParameterizedTest
    @CsvSource({
        "request.timeout.ms, 30000",
        "request.timeout.ms, 60000",
        "request.timeout.ms, '30000 '",
        "linger.ms, 20000",
        "linger.ms, '5 '",
        "delivery.timeout.ms, 10000",
        "delivery.timeout.ms, 1",
        "retries, 3"
    })
    void whatTheSettingsSayOfAllClientsMakesAProducer(String name, String value) {
        Map<String, Object> config =
                EventWriter.config(Settings.defaults().with(Map.of("kafka." + name, value)), "test");

        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            assertThat(producer.metrics()).isNotEmpty();
            producer.close(Duration.ZERO);
        }
        assertThat(config).containsEntry("acks", "all");
    }

    @Test
    void whatTheSettingsSayOfDeliveryIsObeyed() {
        Settings settings = Settings.defaults()
                .with(Map.of("kafka.delivery.timeout.ms", "90000", "kafka.request.timeout.ms", "60000"));

        assertThat(EventWriter.config(settings, "test"))
                .containsEntry("delivery.timeout.ms", 90_000)
                .containsEntry("request.timeout.ms", 60_000);
    }
}
