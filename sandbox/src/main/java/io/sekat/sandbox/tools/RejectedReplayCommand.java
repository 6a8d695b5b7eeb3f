package io.sekat.sandbox.tools;

import io.sekat.cli.SettingsCommand;
import io.sekat.config.Settings;
import io.sekat.events.RejectReason;
import io.sekat.events.RejectedRecord;
import io.sekat.topics.Topics;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sekat rejected replay}. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description =
                "Send the original bytes of refused records to their topic again, each once however often they were"
                        + " refused. Of an account, number or participant, what is sent again replaces what came since: choose with"
                        + " --since, --reason and --subject. Rows refused by 'load' or 'report' never were in a topic: correct them"
                        + " in their file and load it again.")
public final class RejectedReplayCommand extends SettingsCommand {
    @Option(names = "--reason", paramLabel = "REASON", description = "Only those, e.g. UNKNOWN_BANK.")
    private @Nullable RejectReason reason;

    @Option(names = "--subject", paramLabel = "SUBJECT", description = "Only those about a report, account or number.")
    private @Nullable String subject;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Only those refused at that time or later, e.g. 2026-12-01T10:00:00Z.")
    private @Nullable Instant since;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws ExecutionException, InterruptedException {
        Settings settings = settings();
        Replayable replayable = new Replayable(reason, subject, since);
        try (TopicReader<RejectedRecord> reader = TopicReader.open(settings, Topics.REJECTED_RECORDS)) {
            reader.readToEnd(record -> record.value().ifRead().ifPresent(replayable::see));
        }
        Map<String, Object> config = new HashMap<>(settings.kafkaClient("sekat-replay"));
        config.put("acks", "all");
        config.put("max.in.flight.requests.per.connection", 1); // in their order, and no first one refused: KAFKA-15591
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (Replayable.Original original : replayable.originals()) {
                sent.add(producer.send(
                        new ProducerRecord<>(original.topic(), bytes(original.key()), bytes(original.value()))));
            }
        }
        for (Future<RecordMetadata> acknowledged : sent) {
            acknowledged.get();
        }
        PrintWriter out = spec.commandLine().getOut();
        out.printf("%d records sent again%n", sent.size());
        return 0;
    }

    private static byte @Nullable [] bytes(@Nullable ByteBuffer buffer) {
        if (buffer == null) {
            return null;
        }
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
