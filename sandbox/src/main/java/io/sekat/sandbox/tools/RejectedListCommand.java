package io.sekat.sandbox.tools;

import io.sekat.cli.SettingsCommand;
import io.sekat.events.RejectedRecord;
import io.sekat.json.EventJson;
import io.sekat.topics.Topics;
import java.io.PrintWriter;
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
        PrintWriter out = spec.commandLine().getOut();
        Table table = new Table(List.of("SOURCE", "SUBJECT", "REASON", "MESSAGE"));
        try (TopicReader<RejectedRecord> reader = TopicReader.open(settings(), Topics.REJECTED_RECORDS)) {
            // The original bytes are not kept: a whole file may have been refused, row by row.
            reader.readToEnd(record -> record.value().ifRead().ifPresent(rejected -> {
                if (json) {
                    out.println(EventJson.line(rejected));
                } else {
                    add(table, rejected);
                }
            }));
        }
        if (!json && table.isEmpty()) {
            out.println("Nothing was rejected.");
        } else if (!json) {
            out.print(table);
        }
        return 0;
    }

    private static void add(Table table, RejectedRecord rejected) {
        table.row(
                source(rejected),
                rejected.getSubject() == null ? "?" : rejected.getSubject(),
                rejected.getReason().name(),
                rejected.getMessage());
    }

    private static String source(RejectedRecord record) {
        return record.getSourceFile() == null
                ? record.getSourceTopic() + " " + record.getSourcePartition() + "/" + record.getSourceOffset()
                : record.getSourceFile() + ":" + record.getSourceLine();
    }
}
