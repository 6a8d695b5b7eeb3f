package io.sekat.sandbox.tools;

import io.sekat.cli.SettingsCommand;
import io.sekat.config.Settings;
import io.sekat.events.EnrichedPayment;
import io.sekat.events.EnrichedReport;
import io.sekat.events.Victim;
import io.sekat.json.EventJson;
import io.sekat.topics.Topics;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sekat trail}: shows where a payment's money went. */
@Command(
        name = "trail",
        mixinStandardHelpOptions = true,
        description = "Show where the money of a reported payment went, account by account.")
public final class TrailCommand extends SettingsCommand {
    @Parameters(paramLabel = "ROOT_TRANSFER_REF", description = "The victim's payment, by the network's reference.")
    private String reference = "";

    @ArgGroup
    private Form form = new Form();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** How it is shown. */
    static final class Form {
        @Option(names = "--json", description = "The payment with its trail as one JSON object a line.")
        private boolean json;

        @Option(names = "--dot", description = "A graph for Graphviz, e.g. for dot -Tsvg.")
        private boolean dot;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Map<String, TrailView> trails = trails(settings());
        if (trails.isEmpty()) {
            spec.commandLine()
                    .getErr()
                    .println(
                            "No verified claim has the payment '" + reference + "'. 'sekat tail enriched-reports --json"
                                    + " --once' shows every report with the rootTransferRef of its payments; one whose state is"
                                    + " WAITING has not met its transfer yet.");
            return 1;
        }
        trails.values().forEach(trail -> lines(trail).forEach(out::println));
        return 0;
    }

    private List<String> lines(TrailView trail) {
        if (form.json) {
            return List.of(EventJson.line(trail.payment()));
        }
        return form.dot ? trail.dot() : trail.tree();
    }

    /** By victim's account: references are unique for an account only. */
    private Map<String, TrailView> trails(Settings settings) {
        Map<String, EnrichedReport> newest = new TreeMap<>();
        try (TopicReader<EnrichedReport> reader = TopicReader.open(settings, Topics.ENRICHED_REPORTS)) {
            reader.readToEnd(record -> {
                EnrichedReport report =
                        record.value() == null ? null : record.value().value();
                if (report != null) {
                    newest.merge(
                            record.key(),
                            report,
                            (one, other) -> one.getRevision() > other.getRevision() ? one : other);
                }
            });
        }
        Map<String, TrailView> trails = new TreeMap<>();
        newest.values()
                .forEach(report -> payments(report).forEach(payment -> {
                    Victim victim = report.getVictim();
                    String account = victim.getBank() + ":" + victim.getAccount();
                    trails.put(account, new TrailView(payment, account, ZoneId.systemDefault()));
                }));
        return trails;
    }

    private List<EnrichedPayment> payments(EnrichedReport report) {
        List<EnrichedPayment> found = new ArrayList<>();
        report.getPayments().stream()
                .filter(payment -> reference.equals(payment.getRootTransferRef()) && payment.getTrail() != null)
                .forEach(found::add);
        return found;
    }
}
