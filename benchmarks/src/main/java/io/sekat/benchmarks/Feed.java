package io.sekat.benchmarks;

import io.sekat.config.Settings;
import io.sekat.events.FundTransfer;
import io.sekat.events.Participant;
import io.sekat.events.ParticipantKind;
import io.sekat.identifiers.AccountId;
import io.sekat.serdes.AvroSerdes;
import io.sekat.topics.Topic;
import io.sekat.topics.Topics;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Sends events as a feed does: idempotent, acknowledged by all replicas, never waiting for an answer. */
final class Feed implements AutoCloseable {
    private final KafkaProducer<String, SpecificRecord> producer;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    Feed(Settings settings, int lingerMillis) {
        Map<String, Object> config = settings.kafkaClient("sekat-bench");
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.LINGER_MS_CONFIG, lingerMillis);
        producer = new KafkaProducer<>(
                config, new StringSerializer(), AvroSerdes.of(settings).<SpecificRecord>serializer());
    }

    void banks() {
        Chain.banks()
                .forEach(bank -> send(
                        Topics.PARTICIPANTS,
                        bank.value(),
                        Participant.newBuilder()
                                .setParticipantId(bank.value())
                                .setKind(ParticipantKind.BANK)
                                .setName(bank.value())
                                .setAliases(List.of())
                                .build(),
                        appendedAt -> {}));
    }

    void transfer(FundTransfer transfer) {
        send(
                Topics.FUND_TRANSFERS,
                AccountId.of(transfer.getDebtorBank(), transfer.getDebtorAccount())
                        .toString(),
                transfer,
                appendedAt -> {});
    }

    void report(Chain chain) {
        var report = chain.report();
        send(Topics.SCAM_REPORTS, report.getReportId(), report, chain.appendedAt()::set);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of failures
    private <V extends SpecificRecord> void send(Topic<V> topic, String key, V event, LongConsumer onAppend) {
        producer.send(new ProducerRecord<>(topic.name(), key, event), (metadata, thrown) -> {
            if (thrown == null) {
                onAppend.accept(metadata.timestamp());
            } else {
                failure.compareAndSet(null, thrown);
            }
        });
    }

    /**
     * Waits until all is acknowledged.
     *
     * @throws IllegalStateException when something was not: the figures would be of another load than stated
     */
    void flush() {
        producer.flush();
        Exception thrown = failure.get();
        if (thrown != null) {
            throw new IllegalStateException("the broker did not take all events: " + thrown.getMessage(), thrown);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
