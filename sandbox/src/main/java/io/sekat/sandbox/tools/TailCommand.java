package io.sekat.sandbox.tools;

import io.sekat.cli.SettingsCommand;
import io.sekat.cli.Terminal;
import io.sekat.config.Settings;
import io.sekat.config.SettingsException;
import io.sekat.json.EventJson;
import io.sekat.serdes.Incoming;
import io.sekat.topics.Topic;
import io.sekat.topics.Topics;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sekat tail}: shows a topic's events. */
@Command(
        name = "tail",
        mixinStandardHelpOptions = true,
        description = "Show the events of a topic from its beginning, then as they come, until Ctrl-C.")
public final class TailCommand extends SettingsCommand {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

    @Parameters(paramLabel = "TOPIC", description = "e.g. scam-reports or freeze-alerts.MBBEMYKL")
    private String topic = "";

    @Option(names = "--json", description = "One JSON object a line.")
    private boolean json;

    @Option(names = "--once", description = "Stop at the present end of the topic.")
    private boolean once;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Topic<?> known = Topics.named(topic)
                .orElseThrow(() -> new SettingsException("there is no topic '" + topic + "'. Topics: "
                        + String.join(
                                ", ", Topics.all().stream().map(Topic::name).toList())
                        + ", and those of one participant, e.g. freeze-alerts.MBBEMYKL"));
        return tail(settings(), known);
    }

    private <V extends SpecificRecord> Integer tail(Settings settings, Topic<V> known) {
        PrintWriter out = spec.commandLine().getOut();
        try (TopicReader<V> reader = TopicReader.open(settings, known)) {
            reader.readToEnd(record -> out.println(line(record)));
            out.flush();
            while (!once && !out.checkError()) {
                reader.readNext(record -> out.println(line(record)));
            }
        }
        return 0;
    }

    private <V extends SpecificRecord> String line(ConsumerRecord<String, Incoming<V>> record) {
        String event = record.value() == null || record.value().bytes() == null
                ? "null"
                : record.value()
                        .ifRead()
                        .map(EventJson::line)
                        .orElseGet(() -> "{\"unreadable\":\""
                                + String.valueOf(record.value().failure()).replace("\"", "'") + "\"}");
        return json
                ? event
                : TIME.format(Instant.ofEpochMilli(record.timestamp())) + "  " + record.partition() + "/"
                        + record.offset() + "  " + Terminal.printable(String.valueOf(record.key())) + "  " + event;
    }
}
