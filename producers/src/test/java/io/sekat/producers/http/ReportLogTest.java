package io.sekat.producers.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekat.config.Settings;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportLogTest {
    @ParameterizedTest
    @CsvSource({"linger.ms, 7", "linger.ms, 60000", "request.timeout.ms, 60000", "delivery.timeout.ms, 1"})
    void whatTheSettingsSayOfAllClientsMakesAProducer(String name, String value) {
        Map<String, Object> config = ReportLog.config(Settings.defaults().with(Map.of("kafka." + name, value)));

        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            assertThat(producer.metrics()).isNotEmpty();
            producer.close(Duration.ZERO);
        }
        assertThat(config).containsEntry("delivery.timeout.ms", 5_000);
    }
}
