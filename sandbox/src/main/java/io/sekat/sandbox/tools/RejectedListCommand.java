package io.sekat.sandbox.tools;

import io.sekat.cli.SettingsCommand;
import io.sekat.events.RejectedRecord;
import io.sekat.json.EventJson;
import io.sekat.topics.Topics;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sekat rejected list}. */
@Command(name = "list", mixinStandardHelpOptions = true, description = "List what was refused, oldest first.")
public final class RejectedListCommand extends SettingsCommand {
    @Option(names = "--json", description = "One JSON object a line.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        List<RejectedRecord> rejected = new ArrayList<>();
        try (TopicReader<RejectedRecord> reader = TopicReader.open(settings(), Topics.REJECTED_RECORDS)) {
            reader.readToEnd(record -> record.value().ifRead().ifPresent(rejected::add));
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            rejected.forEach(record -> out.println(EventJson.line(record)));
        } else if (rejected.isEmpty()) {
            out.println("Nothing was rejected.");
        } else {
            Table table = new Table(List.of("SOURCE", "SUBJECT", "REASON", "MESSAGE"));
            rejected.forEach(record -> table.row(
                    source(record),
                    record.getSubject() == null ? "?" : record.getSubject(),
                    record.getReason().name(),
                    record.getMessage()));
            out.print(table);
        }
        return 0;
    }

    private static String source(RejectedRecord record) {
        return record.getSourceFile() == null
                ? record.getSourceTopic() + " " + record.getSourcePartition() + "/" + record.getSourceOffset()
                : record.getSourceFile() + ":" + record.getSourceLine();
    }
}
