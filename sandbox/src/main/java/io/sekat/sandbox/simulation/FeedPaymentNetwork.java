package io.sekat.sandbox.simulation;

import io.sekat.config.Settings;
import io.sekat.events.FundTransfer;
import io.sekat.events.ReturnRequest;
import io.sekat.identifiers.TransferRef;
import io.sekat.money.Money;
import io.sekat.producers.Feeds;
import io.sekat.producers.Input;
import io.sekat.producers.LoadListener;
import io.sekat.producers.LoadSummary;
import io.sekat.producers.feeds.FeedKind;
import io.sekat.serdes.AvroSerdes;
import io.sekat.serdes.Incoming;
import io.sekat.topics.Topics;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Pays by loading a transfer into the payment network's feed, as {@code sekat load transfers} does. The transfer's time
 * is just after the newest one's that the feed has lately: in a scenario of last spring it must not be today, as
 * transfers are kept by their own time.
 */
public final class FeedPaymentNetwork implements PaymentNetwork {
    private static final String HEADER =
            "transfer_ref,debtor_bank,debtor_account,creditor_bank,creditor_account,amount,"
                    + "currency,channel,settled_at,status";
    private static final int LATELY = 100;
    private static final Duration WAIT = Duration.ofMillis(200);

    private final Settings settings;
    private final Map<TransferRef, Instant> settled = new HashMap<>();

    /** A network whose feed is on the brokers that the settings name. */
    public FeedPaymentNetwork(Settings settings) {
        this.settings = settings;
    }

    @Override
    public synchronized TransferRef giveBack(ReturnRequest request) throws IOException {
        TransferRef reference = new TransferRef("RETURN-" + request.getRequestId() + "-" + request.getRevision());
        Instant at = settled.computeIfAbsent(reference, any -> newest().plusSeconds(1));
        Money amount =
                new Money(request.getAmount().getCurrency(), request.getAmount().getMinor());
        String row = String.join(
                ",",
                reference.value(),
                request.getBank(),
                request.getAccount(),
                request.getVictimBank(),
                request.getVictimAccount(),
                amount.decimal(),
                amount.currency(),
                "RETURN",
                at.toString(),
                "SETTLED");
        byte[] file = (HEADER + "\n" + row + "\n").getBytes(StandardCharsets.UTF_8);
        LoadSummary summary = Feeds.load(
                FeedKind.TRANSFERS,
                new Input("simulated returns", () -> new ByteArrayInputStream(file)),
                settings,
                LoadListener.SILENT);
        if (!summary.isClean()) {
            throw new IOException("the transfer " + row + " could not be loaded: " + summary);
        }
        return reference;
    }

    /** The newest time among the last transfers of each partition; now, when there are none. */
    private Instant newest() {
        Map<String, Object> config = new HashMap<>(settings.kafkaClient("sekat-simulated-network"));
        config.put("enable.auto.commit", "false");
        Instant newest = Instant.MIN;
        try (KafkaConsumer<String, Incoming<FundTransfer>> consumer = new KafkaConsumer<>(
                config, new StringDeserializer(), AvroSerdes.of(settings).incoming(FundTransfer.class))) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.FUND_TRANSFERS.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            Map<TopicPartition, Long> starts = consumer.beginningOffsets(partitions);
            Map<TopicPartition, Long> from = partitions.stream()
                    .collect(Collectors.toMap(
                            partition -> partition,
                            partition -> Math.max(
                                    starts.getOrDefault(partition, 0L), ends.getOrDefault(partition, 0L) - LATELY)));
            from.forEach(consumer::seek);
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                for (ConsumerRecord<String, Incoming<FundTransfer>> record : consumer.poll(WAIT)) {
                    FundTransfer transfer = record.value().value();
                    if (transfer != null && transfer.getSettledAt().isAfter(newest)) {
                        newest = transfer.getSettledAt();
                    }
                }
            }
        }
        return newest.equals(Instant.MIN) ? Instant.now() : newest;
    }
}
