package io.sekat.sandbox;

import io.sekat.cli.SettingsCommand;
import io.sekat.cli.Terminal;
import io.sekat.config.Setting;
import io.sekat.config.SettingCatalogue;
import io.sekat.config.Settings;
import io.sekat.consumers.AlertLine;
import io.sekat.consumers.alerts.EventWriter;
import io.sekat.events.Directive;
import io.sekat.events.DirectiveKind;
import io.sekat.producers.Feeds;
import io.sekat.producers.Input;
import io.sekat.producers.LoadListener;
import io.sekat.producers.LoadSummary;
import io.sekat.producers.Reports;
import io.sekat.sandbox.SampleScenario.Feed;
import io.sekat.sandbox.simulation.FeedPaymentNetwork;
import io.sekat.sandbox.simulation.SimulatedParticipants;
import io.sekat.sandbox.tools.Quiet;
import io.sekat.streams.Part;
import io.sekat.topics.Topics;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sekat demo}: the embedded system in a temporary folder, with the sample scenario. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Run everything embedded in a temporary folder, load the sample scenario, show the alerts as they"
                + " come, and end with a table. Exit code 0 only if everything that was loaded was also processed.")
public final class DemoCommand extends SettingsCommand {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    /** Two million a day, where a national centre takes some hundreds, and slow enough to follow each alert. */
    private static final int REPORTS_PER_SECOND = 25;

    private static final long SEED = 997;
    private static final String RESPOND_WITHIN = "8s";
    private static final String PARTICIPANT_GRACE = "5s";
    private static final Duration A_DEADLINE_IS_SEEN_WITHIN = Duration.ofSeconds(2);
    private static final int RETURNS = 5;

    @Option(names = "--quiet", description = "Do not show each alert.")
    private boolean quiet;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Path folder = Files.createTempDirectory("sekat-demo");
        try {
            return run(out, folder);
        } finally {
            DataFolder.delete(folder);
        }
    }

    private int run(PrintWriter out, Path folder) throws InterruptedException {
        out.println("Starting Sekat in " + folder);
        out.flush();
        DemoFigures figures = new DemoFigures();
        AlertLine lines = new AlertLine(ZoneId.systemDefault());
        try (Sandbox sandbox = Sandbox.start(
                folder, impatient(settings()), Sandbox.Listening.ANYWHERE, line -> say(out, "  " + line))) {
            sandbox.startStreams();
            sandbox.startPolice();
            Settings settings = sandbox.settings();
            sandbox.startAgents(new SimulatedParticipants(SEED, new FeedPaymentNetwork(settings), alert -> {
                figures.add(alert, Instant.now());
                if (!quiet) {
                    say(out, lines.of(alert));
                }
            }));
            List<LoadSummary> loaded = new ArrayList<>();
            say(out, "Loading the sample scenario");
            for (Feed feed : SampleScenario.BEFORE_REPORTS) {
                loaded.add(load(out, settings, feed));
            }
            boolean processed = await(out, settings);
            say(out, "Reporting, " + REPORTS_PER_SECOND + " reports a second");
            LoadSummary reports = Reports.publish(paced(SampleScenario.reports()), settings, LoadListener.SILENT);
            say(out, summary("scam-reports.ndjson", reports));
            for (Feed feed : SampleScenario.AFTER_REPORTS) {
                loaded.add(load(out, settings, feed));
            }
            processed &= await(out, settings);
            processed &= waitFor(() -> DemoOutcome.read(settings).accountsForAll());
            DemoOutcome outcome = DemoOutcome.read(settings);
            processed &= waitFor(() -> figures.seen() >= outcome.alerts());
            say(out, "Waiting until the last deadline has passed twice");
            awaitDeadlines(outcome, settings);
            DemoOutcome answered = DemoOutcome.read(settings);
            giveBack(out, answered, settings);
            boolean complete = processed
                    && loaded.stream().allMatch(LoadSummary::isClean)
                    && reports.failed() == 0
                    && outcome.accountsForAll();
            out.println();
            out.print(answered.table());
            out.print(figures.table());
            out.print(DemoAnswers.read(settings).table());
            out.println(
                    complete
                            ? "Everything that was loaded was processed."
                            : "NOT everything that was loaded was processed: run with SEKAT_LOG_LEVEL=INFO to see why.");
            out.flush();
            return complete ? 0 : 1;
        }
    }

    /**
     * Participants are simulated and quick; a deadline of a quarter of an hour would not be seen to pass. They are all
     * known before the first report.
     */
    private static Settings impatient(Settings settings) {
        Settings quick = unlessSet(settings, SettingCatalogue.RESPOND_WITHIN, RESPOND_WITHIN);
        return unlessSet(quick, SettingCatalogue.PARTICIPANT_GRACE, PARTICIPANT_GRACE);
    }

    private static Settings unlessSet(Settings settings, Setting<Duration> setting, String value) {
        boolean isDefault = settings.get(setting).equals(Settings.defaults().get(setting));
        return isDefault ? settings.with(Map.of(setting.name(), value)) : settings;
    }

    private static void awaitDeadlines(DemoOutcome outcome, Settings settings) throws InterruptedException {
        Instant last = outcome.lastDeadline().plus(settings.get(SettingCatalogue.RESPOND_WITHIN));
        Duration rest = Duration.between(Instant.now(), last.plus(A_DEADLINE_IS_SEEN_WITHIN));
        if (!rest.isNegative()) {
            TimeUnit.MILLISECONDS.sleep(Math.min(rest.toMillis(), PATIENCE.toMillis()));
        }
    }

    /** The police order the largest confirmed sums to be given back. */
    private static void giveBack(PrintWriter out, DemoOutcome outcome, Settings settings) throws InterruptedException {
        List<String> payments = outcome.largestConfirmed(RETURNS);
        say(out, "Ordering the return of " + payments.size() + " payments");
        try (EventWriter writer = EventWriter.of(settings, "sekat-demo-police")) {
            for (String payment : payments) {
                Directive directive = Directive.newBuilder()
                        .setDirectiveId("demo-" + payment)
                        .setSubject(payment)
                        .setKind(DirectiveKind.RETURN)
                        .setIssuedBy("demo")
                        .setReason("the demo's police give the money back")
                        .setIssuedAt(Instant.now())
                        .build();
                writer.write(Topics.DIRECTIVES, payment, directive);
            }
        }
        await(out, settings);
        waitFor(() -> DemoAnswers.read(settings).areReturnsSettled());
    }

    private static Input paced(Input input) {
        return new Input(input.name(), () -> new PacedLines(input.open(), REPORTS_PER_SECOND));
    }

    private static LoadSummary load(PrintWriter out, Settings settings, Feed feed) {
        LoadSummary summary = Feeds.load(feed.kind(), feed.input(), settings, LoadListener.SILENT);
        say(out, summary(feed.name(), summary));
        return summary;
    }

    private static String summary(String name, LoadSummary summary) {
        return String.format(
                "  %-26s %,9d rows  %,9d loaded  %,5d rejected  %,9d rows/s",
                name, summary.rows(), summary.loaded(), summary.rejected(), summary.rowsPerSecond());
    }

    private static boolean await(PrintWriter out, Settings settings) throws InterruptedException {
        boolean onTerminal = Terminal.isAttached();
        try (Admin admin = Admin.create(settings.kafkaClient("sekat-demo"))) {
            boolean done = Quiet.await(admin, Part.groups(settings), PATIENCE, lag -> {
                if (onTerminal) {
                    out.printf("\r  processing: %,d records to go          ", lag.total());
                    out.flush();
                }
            });
            if (onTerminal) {
                out.println();
            }
            return done;
        }
    }

    private static boolean waitFor(BooleanSupplier condition) throws InterruptedException {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(30));
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(deadline)) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(500);
        }
        return true;
    }

    private static synchronized void say(PrintWriter out, String line) {
        out.println(line);
        out.flush();
    }
}
