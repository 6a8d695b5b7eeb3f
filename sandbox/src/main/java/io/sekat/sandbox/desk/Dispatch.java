package io.sekat.sandbox.desk;

import io.sekat.config.SettingCatalogue;
import io.sekat.config.Settings;
import io.sekat.events.Directive;
import io.sekat.events.RejectedRecord;
import io.sekat.sandbox.tools.TopicReader;
import io.sekat.serdes.AvroSerdes;
import io.sekat.topics.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Sends a directive, and looks what the pipeline made of it. */
final class Dispatch implements AutoCloseable {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private final Settings settings;
    private final Admin admin;
    private final TopicReader<RejectedRecord> rejected;

    /** What became of a directive. */
    sealed interface Outcome {
        /** Whoever it is about was told. */
        record Taken() implements Outcome {}

        /**
         * The pipeline refused it.
         *
         * @param message why
         */
        record Refused(String message) implements Outcome {}

        /** It is on the broker, and the pipeline did not take it yet. */
        record Waiting() implements Outcome {}
    }

    private Dispatch(Settings settings, Admin admin, TopicReader<RejectedRecord> rejected) {
        this.settings = settings;
        this.admin = admin;
        this.rejected = rejected;
    }

    static Dispatch open(Settings settings) {
        TopicReader<RejectedRecord> rejected = TopicReader.open(settings, Topics.REJECTED_RECORDS);
        rejected.skipToEnd();
        return new Dispatch(settings, Admin.create(settings.kafkaClient("sekat-desk-admin")), rejected);
    }

    /**
     * Sends a directive.
     *
     * @param patience how long to look what becomes of it once the broker has it
     * @throws KafkaException when the broker does not take it
     */
    Outcome send(Directive directive, Duration patience) throws InterruptedException {
        RecordMetadata sent = publish(directive);
        Instant deadline = Instant.now().plus(patience);
        Map<TopicPartition, Long> taken = Map.of(new TopicPartition(sent.topic(), sent.partition()), sent.offset() + 1);
        // Then whom it told.
        if (await(taken, deadline) && await(ends(), deadline)) {
            String refusal = refusal(directive, sent);
            return refusal == null ? new Outcome.Taken() : new Outcome.Refused(refusal);
        }
        return new Outcome.Waiting();
    }

    private RecordMetadata publish(Directive directive) throws InterruptedException {
        Map<String, Object> config = new HashMap<>(settings.kafkaClient("sekat-desk"));
        config.put("enable.idempotence", true);
        config.put("acks", "all");
        try (KafkaProducer<String, SpecificRecord> producer = new KafkaProducer<>(
                config, new StringSerializer(), AvroSerdes.of(settings).<SpecificRecord>serializer())) {
            return producer.send(new ProducerRecord<>(Topics.DIRECTIVES.name(), directive.getSubject(), directive))
                    .get();
        } catch (ExecutionException e) {
            throw new KafkaException(
                    "cannot write directive " + directive.getDirectiveId() + " to topic " + Topics.DIRECTIVES + ": "
                            + e.getCause(),
                    e);
        }
    }

    /** Waits until the pipeline has processed so far; false: it has not in time. */
    private boolean await(Map<TopicPartition, Long> wanted, Instant deadline) throws InterruptedException {
        while (!isProcessed(wanted)) {
            if (Instant.now().isAfter(deadline)) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN.toMillis());
        }
        return true;
    }

    private boolean isProcessed(Map<TopicPartition, Long> wanted) throws InterruptedException {
        try {
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(
                            settings.get(SettingCatalogue.APPLICATION_ID))
                    .partitionsToOffsetAndMetadata()
                    .get();
            return wanted.entrySet().stream().allMatch(place -> {
                OffsetAndMetadata position = committed.get(place.getKey());
                return place.getValue() == 0 || (position != null && position.offset() >= place.getValue());
            });
        } catch (ExecutionException e) {
            throw new KafkaException("cannot read how far the pipeline is: " + e.getCause(), e);
        }
    }

    /** Where the messages to accounts and numbers end now. */
    private Map<TopicPartition, Long> ends() throws InterruptedException {
        try {
            Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
            admin.describeTopics(List.of(Topics.ACCOUNT_MESSAGES.name(), Topics.NUMBER_MESSAGES.name()))
                    .allTopicNames()
                    .get()
                    .forEach((name, topic) -> topic.partitions()
                            .forEach(partition ->
                                    latest.put(new TopicPartition(name, partition.partition()), OffsetSpec.latest())));
            Map<TopicPartition, Long> ends = new HashMap<>();
            Map<TopicPartition, ListOffsetsResultInfo> found =
                    admin.listOffsets(latest).all().get();
            found.forEach((partition, end) -> ends.put(partition, end.offset()));
            return ends;
        } catch (ExecutionException e) {
            throw new KafkaException("cannot read how much the pipeline has to do: " + e.getCause(), e);
        }
    }

    private @Nullable String refusal(Directive directive, RecordMetadata sent) {
        AtomicReference<@Nullable String> refusal = new AtomicReference<>();
        rejected.readToEnd(record -> record.value()
                .ifRead()
                .filter(refused -> isRefusal(refused, directive, sent))
                .map(RejectedRecord::getMessage)
                .ifPresent(refusal::set));
        return refusal.get();
    }

    /** Whether it says that the directive was refused: where it was sent, or by whom that told of it. */
    static boolean isRefusal(RejectedRecord refused, Directive directive, RecordMetadata sent) {
        boolean isAt = sent.topic().equals(refused.getSourceTopic())
                && refused.getSourcePartition() == sent.partition()
                && refused.getSourceOffset() == sent.offset();
        return isAt || refused.getMessage().contains("directive " + directive.getDirectiveId() + " ");
    }

    @Override
    public void close() {
        rejected.close();
        admin.close();
    }
}
