package io.sekat.streams;

import io.sekat.config.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Compares the end of a partition with what the group of the application committed, which is in the state of whoever has
 * the partition. It looks into the group and is no member of it. For one thread.
 */
final class CommittedAnswers implements AnswerOffsets {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int POLLS = 10;

    private final Consumer<byte[], byte[]> consumer;

    private CommittedAnswers(Consumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    static CommittedAnswers open(Settings settings) {
        Map<String, Object> config = settings.kafkaClient("sekat-streams-answers");
        config.put(ConsumerConfig.GROUP_ID_CONFIG, Part.ALERTS.group(settings));
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
        // An offset whose commit is under way cannot be told: with commits each few milliseconds that is often so.
        config.put(ConsumerConfig.RETRY_BACKOFF_MS_CONFIG, 10);
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
        config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 4096);
        return new CommittedAnswers(
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
    }

    @Override
    public long end(TopicPartition answers) {
        consumer.assign(List.of(answers));
        return Objects.requireNonNull(consumer.endOffsets(Set.of(answers)).get(answers), "an end was asked for");
    }

    @Override
    public boolean isRead(TopicPartition answers, long end) {
        OffsetAndMetadata committed = consumer.committed(Set.of(answers)).get(answers);
        return (committed != null && committed.offset() >= end) || isEmpty(answers, committed, end);
    }

    /**
     * Whether there is no answer between what was committed and the end. The application commits a position only once it
     * has read a record, so it can stay before markers of transactions, or before what retention deleted, for ever.
     */
    private boolean isEmpty(TopicPartition answers, @Nullable OffsetAndMetadata from, long end) {
        consumer.assign(List.of(answers));
        if (from == null) {
            consumer.seekToBeginning(List.of(answers));
        } else {
            consumer.seek(answers, from.offset());
        }
        for (int i = 0; i < POLLS && consumer.position(answers) < end; i++) {
            for (ConsumerRecord<byte[], byte[]> answer : consumer.poll(POLL)) {
                if (answer.offset() < end) {
                    return false;
                }
            }
        }
        return consumer.position(answers) >= end;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
