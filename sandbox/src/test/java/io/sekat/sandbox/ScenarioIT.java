package io.sekat.sandbox;

import io.sekat.config.Settings;
import io.sekat.sandbox.SampleScenario.Feed;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample scenario through the whole system on a real broker and registry (design section 7). */
class ScenarioIT {
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
            ScenarioRun scenario = new ScenarioRun(sandbox.settings());
            scenario.load(SampleScenario.PARTICIPANTS);
            for (Feed feed : inOrder) {
                if (feed == null) {
                    scenario.report();
                } else {
                    scenario.load(feed);
                }
                scenario.awaitQuiet();
            }
            scenario.loadLate();
            scenario.assertOutcome();
        }
    }
}
