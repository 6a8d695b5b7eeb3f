package io.sekat.benchmarks.flink;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetIdentifier;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacetProvider;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes each request to the topic of whoever is asked. */
final class AskedWriter implements KafkaRecordSerializationSchema<Asked>, KafkaDatasetFacetProvider {
    private static final long serialVersionUID = 1L;

    private final List<String> topics;

    /** Writes to these topics; the sink asks for them to find transactions that an earlier run left open. */
    AskedWriter(List<String> topics) {
        this.topics = List.copyOf(topics);
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(Asked asked, KafkaSinkContext context, Long timestamp) {
        return new ProducerRecord<>(asked.topic(), asked.key().getBytes(StandardCharsets.UTF_8), asked.value());
    }

    @Override
    public Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
        return Optional.of(new DefaultKafkaDatasetFacet(DefaultKafkaDatasetIdentifier.ofTopics(topics)));
    }
}
