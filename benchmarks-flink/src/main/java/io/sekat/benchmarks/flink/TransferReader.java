package io.sekat.benchmarks.flink;

import io.sekat.benchmarks.join.Paid;
import io.sekat.events.FundTransfer;
import io.sekat.serdes.Incoming;
import io.sekat.topics.Topics;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Reads transfers. */
final class TransferReader extends RichMapFunction<Raw, Paid> {
    private static final long serialVersionUID = 1L;

    private final Servers servers;
    private transient @Nullable Deserializer<Incoming<FundTransfer>> reader;

    TransferReader(Servers servers) {
        this.servers = servers;
    }

    @Override
    public void open(OpenContext context) {
        reader = servers.serdes().incoming(FundTransfer.class);
    }

    @Override
    public Paid map(Raw raw) {
        return Paid.of(Objects.requireNonNull(reader, "open comes first")
                .deserialize(Topics.FUND_TRANSFERS.name(), raw.value())
                .ifRead()
                .orElseThrow());
    }
}
