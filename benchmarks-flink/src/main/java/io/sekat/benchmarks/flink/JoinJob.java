package io.sekat.benchmarks.flink;

import io.sekat.benchmarks.join.Paid;
import io.sekat.config.SettingCatalogue;
import io.sekat.config.Settings;
import io.sekat.topics.RecipientTopics;
import io.sekat.topics.Topic;
import io.sekat.topics.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;

/**
 * The stage as a Flink job. Configured as Flink's documentation advises for low latency: objects are reused between
 * chained operators, buffers are flushed after 5 ms, checkpoints are incremental, where what keeps the state can do
 * that, and as frequent as asked for, because an exactly-once sink shows its output at each checkpoint only.
 */
public final class JoinJob {
    /** The group whose offsets tell how far the job is. */
    public static final String GROUP = "peer-flink";

    private static final Duration BUFFER_TIMEOUT = Duration.ofMillis(5);
    private static final Duration TRANSACTION_TIMEOUT = Duration.ofMinutes(10);

    private final StreamExecutionEnvironment environment;
    private final Servers servers;
    private final Set<String> topics;

    private JoinJob(StreamExecutionEnvironment environment, Servers servers, Set<String> topics) {
        this.environment = environment;
        this.servers = servers;
        this.topics = topics;
    }

    /**
     * Runs the job until the process ends.
     *
     * @param args a file with Sekat's settings; a folder for state and checkpoints; milliseconds between checkpoints;
     *     whether those are unaligned; what keeps the state, as Flink names it
     */
    public static void main(String[] args) throws Exception {
        Settings settings = Settings.read(Optional.of(Path.of(args[0])), Map.of(), Map.of());
        Configuration configuration = configuration(
                Path.of(args[1]), Duration.ofMillis(Long.parseLong(args[2])), Boolean.parseBoolean(args[3]), args[4]);
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.createLocalEnvironment(
                settings.get(SettingCatalogue.STREAM_THREADS), configuration);
        new JoinJob(environment, Servers.of(settings), topics(settings)).build();
        environment.execute("sekat-join");
    }

    private static Set<String> topics(Settings settings) throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(settings.kafkaClient(GROUP))) {
            return admin.listTopics().names().get();
        }
    }

    private static Configuration configuration(Path folder, Duration checkpoints, boolean unaligned, String backend) {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        configuration.set(ExecutionOptions.BUFFER_TIMEOUT, BUFFER_TIMEOUT);
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, checkpoints);
        configuration.set(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
        configuration.set(CheckpointingOptions.ENABLE_UNALIGNED, unaligned);
        configuration.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
        configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
        configuration.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                folder.resolve("checkpoints").toUri().toString());
        // A job that fails is not measured: its process ends.
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        configuration.set(StateBackendOptions.STATE_BACKEND, backend);
        configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(256));
        return configuration;
    }

    private void build() {
        SingleOutputStreamOperator<Said> named =
                source(Topics.SCAM_REPORTS).process(new ReportSplitter(servers)).name("reports");
        DataStream<Paid> paid =
                source(Topics.FUND_TRANSFERS).map(new TransferReader(servers)).name("transfers");
        DataStream<Said> proved = named.getSideOutput(ReportSplitter.CLAIMS)
                .keyBy(Claimed::payment)
                .connect(paid.keyBy(Paid::payment))
                .process(new Verification())
                .name("verification");
        named.union(proved)
                .keyBy(Said::subject)
                .connect(source(Topics.BANK_ACCOUNTS).keyBy(Raw::key))
                .process(new AccountJoin(servers))
                .name("accounts")
                .sinkTo(sink("accounts", Topics.FREEZE_ALERTS))
                .name("freeze-alerts");
        named.getSideOutput(ReportSplitter.NUMBERS)
                .keyBy(Said::subject)
                .connect(source(Topics.PHONE_NUMBERS).keyBy(Raw::key))
                .process(new NumberJoin(servers))
                .name("numbers")
                .sinkTo(sink("numbers", Topics.BLOCK_REQUESTS))
                .name("block-requests");
    }

    private DataStream<Raw> source(Topic<?> topic) {
        KafkaSource<Raw> source = KafkaSource.<Raw>builder()
                .setBootstrapServers(servers.bootstrap())
                .setTopics(topic.name())
                .setGroupId(GROUP)
                .setClientIdPrefix(GROUP + "-" + topic.name())
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setDeserializer(new RawReader())
                .build();
        return environment.fromSource(source, WatermarkStrategy.noWatermarks(), topic.name());
    }

    /** A sink for the topics of all participants of a kind; they must be there when the job starts. */
    private KafkaSink<Asked> sink(String name, RecipientTopics<?> family) {
        return KafkaSink.<Asked>builder()
                .setBootstrapServers(servers.bootstrap())
                .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                .setTransactionalIdPrefix(GROUP + "-" + name)
                .setTransactionNamingStrategy(TransactionNamingStrategy.POOLING)
                .setProperty("transaction.timeout.ms", String.valueOf(TRANSACTION_TIMEOUT.toMillis()))
                .setRecordSerializer(new AskedWriter(
                        topics.stream().filter(family::owns).sorted().toList()))
                .build();
    }
}
