package io.sekat.benchmarks.load;

import io.sekat.config.Settings;
import io.sekat.events.AccountEntry;
import io.sekat.events.AccountStatus;
import io.sekat.events.FundTransfer;
import io.sekat.events.Participant;
import io.sekat.events.ParticipantKind;
import io.sekat.identifiers.AccountId;
import io.sekat.identifiers.ParticipantId;
import io.sekat.producers.BulkClient;
import io.sekat.serdes.AvroSerdes;
import io.sekat.topics.Topic;
import io.sekat.topics.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Sends events as a feed does: idempotent, acknowledged by all replicas, never waiting for an answer. */
public final class Feed implements AutoCloseable {
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(10);

    private final KafkaProducer<String, SpecificRecord> producer;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    private Feed(Settings settings, Map<String, Object> config) {
        producer = new KafkaProducer<>(
                config, new StringSerializer(), AvroSerdes.of(settings).<SpecificRecord>serializer());
    }

    /** Sends each event at once. */
    public static Feed atOnce(Settings settings) {
        Map<String, Object> config = settings.kafkaClient("sekat-bench");
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        return new Feed(settings, config);
    }

    /** Sends as {@code sekat load} does: in large batches, which are filled for a moment. */
    public static Feed inBulk(Settings settings) {
        return new Feed(settings, BulkClient.config(settings, "sekat-bench-bulk"));
    }

    /** Every bank and operator of the load. */
    public void participants() {
        Transfers.banks().forEach(bank -> participant(bank, ParticipantKind.BANK));
        Incident.operators().forEach(operator -> participant(operator, ParticipantKind.OPERATOR));
    }

    /** The topics of every bank and operator of the load. */
    public static List<Topic<?>> participantTopics() {
        return Stream.<Topic<?>>concat(
                        Transfers.banks().stream().flatMap(bank -> Topics.of(bank, ParticipantKind.BANK).stream()),
                        Incident.operators().stream()
                                .flatMap(operator -> Topics.of(operator, ParticipantKind.OPERATOR).stream()))
                .toList();
    }

    private void participant(ParticipantId id, ParticipantKind kind) {
        send(
                Topics.PARTICIPANTS.name(),
                id.value(),
                Participant.newBuilder()
                        .setParticipantId(id.value())
                        .setKind(kind)
                        .setName(id.value())
                        .setAliases(List.of())
                        .build(),
                appendedAt -> {});
    }

    /** So many accounts of a directory that nobody reports, with so many before them; transfers may be among the first. */
    public void directory(int first, int accounts) {
        directory(Topics.BANK_ACCOUNTS.name(), first, accounts);
    }

    /** The same into any topic. */
    public void directory(String topic, int first, int accounts) {
        for (int account = first; account < first + accounts; account++) {
            account(topic, Incident.entry(Traffic.account(account), AccountStatus.ACTIVE, false));
        }
    }

    private void account(String topic, AccountEntry entry) {
        send(topic, AccountId.of(entry.getBank(), entry.getAccount()).toString(), entry, appendedAt -> {});
    }

    /** A transfer. */
    public void transfer(FundTransfer transfer) {
        send(
                Topics.FUND_TRANSFERS.name(),
                AccountId.of(transfer.getDebtorBank(), transfer.getDebtorAccount())
                        .toString(),
                transfer,
                appendedAt -> {});
    }

    /** What there was before the report: directory entries and transfers. */
    public void before(Incident incident) {
        incident.accounts().forEach(entry -> account(Topics.BANK_ACCOUNTS.name(), entry));
        send(Topics.PHONE_NUMBERS.name(), incident.line().getPhoneNumber(), incident.line(), appendedAt -> {});
        incident.transfers().forEach(this::transfer);
    }

    /**
     * The report.
     *
     * @param dueNanos when it was to be sent, as {@link System#nanoTime} has it
     */
    public void report(Incident incident, long dueNanos) {
        incident.expected().forEach(one -> one.due(dueNanos));
        var report = incident.report();
        send(
                Topics.SCAM_REPORTS.name(),
                report.getReportId(),
                report,
                appendedAt -> incident.expected().forEach(one -> one.appended(appendedAt)));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of failures
    private void send(String topic, String key, SpecificRecord event, LongConsumer onAppend) {
        producer.send(new ProducerRecord<>(topic, key, event), (metadata, thrown) -> {
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
    public void flush() {
        producer.flush();
        Exception thrown = failure.get();
        if (thrown != null) {
            throw new IllegalStateException("the broker did not take all events: " + thrown.getMessage(), thrown);
        }
    }

    @Override
    public void close() {
        producer.close(CLOSE_WITHIN); // what waits for a broker that is gone waits in vain
    }
}
