package io.sekat.benchmarks.flink;

import io.sekat.benchmarks.join.ReportParts;
import io.sekat.events.ScamReport;
import io.sekat.serdes.Incoming;
import io.sekat.topics.Topics;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Tells what a report says to the accounts that it names; numbers and claims go out at the side. */
final class ReportSplitter extends ProcessFunction<Raw, Said> {
    private static final long serialVersionUID = 1L;

    static final OutputTag<Said> NUMBERS = new OutputTag<>("numbers") {
        private static final long serialVersionUID = 1L;
    };
    static final OutputTag<Claimed> CLAIMS = new OutputTag<>("claims") {
        private static final long serialVersionUID = 1L;
    };

    private final Servers servers;
    private transient @Nullable Deserializer<Incoming<ScamReport>> reader;

    ReportSplitter(Servers servers) {
        this.servers = servers;
    }

    @Override
    public void open(OpenContext context) {
        reader = servers.serdes().incoming(ScamReport.class);
    }

    @Override
    public void processElement(Raw raw, Context context, Collector<Said> out) {
        ScamReport report = Objects.requireNonNull(reader, "open comes first")
                .deserialize(Topics.SCAM_REPORTS.name(), raw.value())
                .ifRead()
                .orElseThrow();
        ReportParts.accounts(report).forEach((account, mention) -> out.collect(new Said(account, mention)));
        ReportParts.numbers(report).forEach((number, mention) -> context.output(NUMBERS, new Said(number, mention)));
        ReportParts.claims(report).forEach((payment, claim) -> context.output(CLAIMS, new Claimed(payment, claim)));
    }
}
