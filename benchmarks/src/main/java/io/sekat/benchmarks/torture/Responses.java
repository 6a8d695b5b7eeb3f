package io.sekat.benchmarks.torture;

import io.sekat.config.Settings;
import io.sekat.events.BlockResponse;
import io.sekat.events.FreezeResponse;
import io.sekat.serdes.AvroSerdes;
import io.sekat.topics.Topic;
import io.sekat.topics.Topics;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What the agents answered, in the order of partitions and offsets: without what the workload sent to the same topics.
 *
 * @param banks the banks' answers
 * @param operators the operators' answers
 */
record Responses(List<Stored<FreezeResponse>> banks, List<Stored<BlockResponse>> operators) {

    static Responses read(Settings settings, Workload workload, Evidence evidence) {
        return new Responses(
                answers(settings, workload, evidence, Topics.FREEZE_RESPONSES, FreezeResponse.class),
                answers(settings, workload, evidence, Topics.BLOCK_RESPONSES, BlockResponse.class));
    }

    private static <V extends SpecificRecord> List<Stored<V>> answers(
            Settings settings, Workload workload, Evidence evidence, Topic<V> topic, Class<V> type) {
        List<Input> noise = workload.inputs().stream()
                .filter(input -> input.topic().equals(topic.name()))
                .toList();
        try (var reader = AvroSerdes.of(settings).incoming(type)) {
            return evidence.inputs().getOrDefault(topic.name(), List.of()).stream()
                    .filter(record -> noise.stream().noneMatch(input -> isSame(input, record)))
                    .flatMap(record -> reader.deserialize(topic.name(), record.value()).ifRead().stream()
                            .map(answer -> new Stored<>(answer, Instant.ofEpochMilli(record.timestamp()))))
                    .toList();
        }
    }

    private static boolean isSame(Input input, ConsumerRecord<byte[], byte[]> record) {
        return Arrays.equals(input.key(), record.key()) && Arrays.equals(input.value(), record.value());
    }
}
