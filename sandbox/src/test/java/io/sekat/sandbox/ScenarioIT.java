package io.sekat.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekat.config.SettingCatalogue;
import io.sekat.config.Settings;
import io.sekat.producers.Feeds;
import io.sekat.producers.LoadListener;
import io.sekat.producers.LoadSummary;
import io.sekat.producers.Reports;
import io.sekat.sandbox.SampleScenario.Feed;
import io.sekat.sandbox.tools.Quiet;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample scenario through the whole system on a real broker and registry (design section 7). */
class ScenarioIT {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir
    private Path data;

    @Test
    void givesTheExpectedOutcomeWhenReportsComeLast() throws Exception {
        run(SampleScenario.ACCOUNTS, SampleScenario.PHONES, SampleScenario.TRANSFERS, null);
    }

    @Test
    void givesTheExpectedOutcomeWhenReportsComeFirst() throws Exception {
        run(null, SampleScenario.TRANSFERS, SampleScenario.PHONES, SampleScenario.ACCOUNTS);
    }

    /** Loads participants, then these in their order (null: the reports), then what comes late. */
    private void run(Feed... inOrder) throws Exception {
        try (Sandbox sandbox = Sandbox.start(data, Settings.defaults(), Sandbox.Listening.ANYWHERE, line -> {})) {
            sandbox.startStreams();
            Settings settings = sandbox.settings();
            load(settings, SampleScenario.PARTICIPANTS);
            for (Feed feed : inOrder) {
                if (feed == null) {
                    assertThat(Reports.publish(SampleScenario.reports(), settings, LoadListener.SILENT)
                                    .failed())
                            .isZero();
                } else {
                    load(settings, feed);
                }
                awaitQuiet(settings);
            }
            for (Feed feed : SampleScenario.AFTER_REPORTS) {
                load(settings, feed);
            }
            awaitQuiet(settings);
            // A report that names an unknown bank waits for it before it is rejected.
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> ScenarioOutcome.read(settings).rejects().size() >= 6);

            ScenarioOutcome outcome = ScenarioOutcome.read(settings);

            assertThat(outcome.rejects()).containsExactlyInAnyOrderElementsOf(expected("rejects", 2));
            assertThat(outcome.numbers()).containsExactlyInAnyOrderElementsOf(expected("phones", 3));
            assertThat(outcome.accounts("REVIEW")).containsExactlyInAnyOrderElementsOf(expectedAccounts("REVIEW"));
            assertThat(outcome.accounts("FREEZE")).containsExactlyInAnyOrderElementsOf(expectedAccounts("FREEZE"));
        }
    }

    private static void load(Settings settings, Feed feed) {
        LoadSummary summary = Feeds.load(feed.kind(), feed.input(), settings, LoadListener.SILENT);
        assertThat(summary.isClean()).as("%s: %s", feed.name(), summary).isTrue();
    }

    private static void awaitQuiet(Settings settings) throws InterruptedException {
        try (Admin admin = Admin.create(settings.kafkaClient("scenario"))) {
            assertThat(Quiet.await(admin, settings.get(SettingCatalogue.APPLICATION_ID), PATIENCE, lag -> {}))
                    .as("all is processed in time")
                    .isTrue();
        }
    }

    private static List<String> expected(String what, int columns) throws Exception {
        return ExpectedRows.of("expected-" + what + ".csv").stream()
                .map(row -> String.join(",", row.subList(0, columns)))
                .toList();
    }

    private static List<String> expectedAccounts(String action) throws Exception {
        return ExpectedRows.of("expected-accounts.csv").stream()
                .filter(row -> row.get(2).equals(action))
                .map(row -> row.get(0) + "," + row.get(1) + "," + action)
                .toList();
    }
}
