package io.sekat.benchmarks.hot;

import io.sekat.config.SettingCatalogue;
import io.sekat.config.Settings;
import io.sekat.events.AccountEntry;
import io.sekat.events.FreezeAlert;
import io.sekat.events.FundTransfer;
import io.sekat.events.ScamReport;
import io.sekat.sandbox.EmbeddedRegistry;
import io.sekat.serdes.AvroSerdes;
import io.sekat.serdes.Incoming;
import io.sekat.streams.StateSerde;
import io.sekat.streams.core.account.AccountState;
import io.sekat.topics.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Writing and reading events, with a real registry behind, and state. */
@State(Scope.Thread)
public class SerdeBenchmark {
    private static final String ALERTS = "freeze-alerts.BANKMY01";

    private final Serde<AccountState> states = StateSerde.of(AccountState.class);
    private final FundTransfer transfer = Specimens.transfer();
    private final AccountEntry account = Specimens.accountEntry();
    private final FreezeAlert alert = Specimens.alert();
    private final ScamReport report = Specimens.report();
    private final AccountState state = Specimens.accountState();
    private @Nullable Live live;

    /** What needs the registry. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record Live(
            Path folder,
            EmbeddedRegistry registry,
            Serializer<SpecificRecord> writer,
            Deserializer<Incoming<FundTransfer>> transfers,
            Deserializer<Incoming<AccountEntry>> accounts,
            Deserializer<Incoming<ScamReport>> reports,
            byte[] transferBytes,
            byte[] accountBytes,
            byte[] reportBytes,
            byte[] stateBytes) {}

    /** Starts the registry, and writes what is read. */
    @Setup(Level.Trial)
    public void open() throws IOException {
        Path folder = Files.createTempDirectory("sekat-jmh");
        EmbeddedRegistry registry = EmbeddedRegistry.start(folder, 0);
        AvroSerdes serdes =
                AvroSerdes.of(Settings.defaults().with(Map.of(SettingCatalogue.REGISTRY_URL.name(), registry.url())));
        Serializer<SpecificRecord> writer = serdes.serializer();
        live = new Live(
                folder,
                registry,
                writer,
                serdes.incoming(FundTransfer.class),
                serdes.incoming(AccountEntry.class),
                serdes.incoming(ScamReport.class),
                writer.serialize(Topics.FUND_TRANSFERS.name(), transfer),
                writer.serialize(Topics.BANK_ACCOUNTS.name(), account),
                writer.serialize(Topics.SCAM_REPORTS.name(), report),
                states.serializer().serialize("", state));
    }

    /** Stops the registry. */
    @TearDown(Level.Trial)
    public void close() throws IOException {
        live().registry().close();
        Utils.delete(live().folder().toFile());
    }

    private Live live() {
        return Objects.requireNonNull(live, "open comes first");
    }

    @Benchmark
    public byte[] writeTransfer() {
        return live().writer().serialize(Topics.FUND_TRANSFERS.name(), transfer);
    }

    @Benchmark
    public byte[] writeAccount() {
        return live().writer().serialize(Topics.BANK_ACCOUNTS.name(), account);
    }

    @Benchmark
    public byte[] writeAlert() {
        return live().writer().serialize(ALERTS, alert);
    }

    @Benchmark
    public byte[] writeReport() {
        return live().writer().serialize(Topics.SCAM_REPORTS.name(), report);
    }

    @Benchmark
    public Incoming<FundTransfer> readTransfer() {
        return live().transfers().deserialize(Topics.FUND_TRANSFERS.name(), live().transferBytes());
    }

    @Benchmark
    public Incoming<AccountEntry> readAccount() {
        return live().accounts().deserialize(Topics.BANK_ACCOUNTS.name(), live().accountBytes());
    }

    @Benchmark
    public Incoming<ScamReport> readReport() {
        return live().reports().deserialize(Topics.SCAM_REPORTS.name(), live().reportBytes());
    }

    @Benchmark
    public byte[] writeState() {
        return states.serializer().serialize("", state);
    }

    @Benchmark
    public AccountState readState() {
        return states.deserializer().deserialize("", live().stateBytes());
    }
}
