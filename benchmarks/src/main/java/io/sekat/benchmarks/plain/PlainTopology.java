package io.sekat.benchmarks.plain;

import io.sekat.benchmarks.join.BlockRule;
import io.sekat.benchmarks.join.Claim;
import io.sekat.benchmarks.join.Facts;
import io.sekat.benchmarks.join.FreezeRule;
import io.sekat.benchmarks.join.Mention;
import io.sekat.benchmarks.join.Paid;
import io.sekat.benchmarks.join.ReportParts;
import io.sekat.events.AccountEntry;
import io.sekat.events.BlockRequest;
import io.sekat.events.FreezeAlert;
import io.sekat.events.FundTransfer;
import io.sekat.events.PhoneEntry;
import io.sekat.events.ScamReport;
import io.sekat.identifiers.ParticipantId;
import io.sekat.serdes.AvroSerdes;
import io.sekat.topics.Topic;
import io.sekat.topics.Topics;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Joined;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.KTable;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Reports joined with payments, accounts and numbers. */
final class PlainTopology {
    private final StreamsBuilder builder = new StreamsBuilder();
    private final Serde<String> text = Serdes.String();
    private final AvroSerdes serdes;

    private PlainTopology(AvroSerdes serdes) {
        this.serdes = serdes;
    }

    static Topology of(AvroSerdes serdes) {
        PlainTopology plain = new PlainTopology(serdes);
        plain.build();
        return plain.builder.build();
    }

    /** What is known of a subject, with its directory entry. */
    private record Known<E>(Facts facts, @Nullable E entry) {}

    private void build() {
        KStream<String, ScamReport> reports = stream(Topics.SCAM_REPORTS);
        accounts(named(reports).merge(proved(reports)));
        numbers(reports.flatMap((id, report) -> pairs(ReportParts.numbers(report))));
    }

    private static KStream<String, Mention> named(KStream<String, ScamReport> reports) {
        return reports.flatMap((id, report) -> pairs(ReportParts.accounts(report)));
    }

    private KStream<String, Mention> proved(KStream<String, ScamReport> reports) {
        KTable<String, Paid> payments = this.<FundTransfer>stream(Topics.FUND_TRANSFERS)
                .map((debtor, transfer) -> {
                    Paid paid = Paid.of(transfer);
                    return KeyValue.pair(paid.payment(), paid);
                })
                .toTable(Materialized.<String, Paid, KeyValueStore<Bytes, byte[]>>as("payments")
                        .withKeySerde(text)
                        .withValueSerde(JsonSerde.of(Paid.class)));
        return reports.flatMap((id, report) -> pairs(ReportParts.claims(report)))
                .join(
                        payments,
                        (claim, paid) -> paid.proves(claim)
                                ? KeyValue.pair(
                                        claim.creditor(), claim.mention().proved(paid.payment(), paid.minor()))
                                : KeyValue.pair("", claim.mention()),
                        Joined.with(text, JsonSerde.of(Claim.class), JsonSerde.of(Paid.class)))
                .map((payment, proved) -> proved)
                .filterNot((creditor, mention) -> creditor.isEmpty());
    }

    private void accounts(KStream<String, Mention> mentions) {
        KTable<String, AccountEntry> directory =
                builder.table(Topics.BANK_ACCOUNTS.name(), Consumed.with(text, serdes.<AccountEntry>trusted()));
        facts(mentions, "account-facts")
                .leftJoin(directory, Known<AccountEntry>::new)
                .toStream()
                .flatMapValues((account, known) -> FreezeRule.ask(account, known.facts(), known.entry()).stream()
                        .toList())
                .to(
                        (account, alert, context) -> Topics.FREEZE_ALERTS
                                .of(new ParticipantId(alert.getBank()))
                                .name(),
                        Produced.with(text, serdes.<FreezeAlert>trusted()));
    }

    private void numbers(KStream<String, Mention> mentions) {
        KTable<String, PhoneEntry> directory =
                builder.table(Topics.PHONE_NUMBERS.name(), Consumed.with(text, serdes.<PhoneEntry>trusted()));
        facts(mentions, "number-facts")
                .leftJoin(directory, Known<PhoneEntry>::new)
                .toStream()
                .flatMapValues((number, known) -> BlockRule.ask(number, known.facts(), known.entry()).stream()
                        .toList())
                .to(
                        (number, request, context) -> Topics.BLOCK_REQUESTS
                                .of(new ParticipantId(request.getOperator()))
                                .name(),
                        Produced.with(text, serdes.<BlockRequest>trusted()));
    }

    private KTable<String, Facts> facts(KStream<String, Mention> mentions, String store) {
        return mentions.groupByKey(Grouped.with(text, JsonSerde.of(Mention.class)))
                .aggregate(
                        () -> Facts.NONE,
                        (subject, mention, facts) -> facts.with(mention),
                        Materialized.<String, Facts, KeyValueStore<Bytes, byte[]>>as(store)
                                .withKeySerde(text)
                                .withValueSerde(JsonSerde.of(Facts.class)));
    }

    private <V extends SpecificRecord> KStream<String, V> stream(Topic<V> topic) {
        return builder.stream(topic.name(), Consumed.with(text, serdes.<V>trusted()));
    }

    private static <V> List<KeyValue<String, V>> pairs(Map<String, V> parts) {
        return parts.entrySet().stream()
                .map(part -> KeyValue.pair(part.getKey(), part.getValue()))
                .toList();
    }
}
