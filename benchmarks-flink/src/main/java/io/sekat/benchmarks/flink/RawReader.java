package io.sekat.benchmarks.flink;

import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Leaves reading of values to the functions, which work on several threads. */
final class RawReader implements KafkaRecordDeserializationSchema<Raw> {
    private static final long serialVersionUID = 1L;

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Raw> out) {
        out.collect(new Raw(new String(record.key(), StandardCharsets.UTF_8), record.value()));
    }

    @Override
    public TypeInformation<Raw> getProducedType() {
        return TypeInformation.of(Raw.class);
    }
}
