package io.sekat.sandbox;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample scenario through the whole system on the embedded broker and registry (design section 7). */
class ScenarioIT {
    @TempDir
    private Path data;

    @Test
    void givesTheExpectedOutcomeWhenReportsComeLast() throws Exception {
        try (Sandbox sandbox = start()) {
            ScenarioRun run = new ScenarioRun(sandbox.settings());
            run.reportsLast();
            run.awaitRest();
        }
    }

    @Test
    void givesTheExpectedOutcomeWhenReportsComeFirst() throws Exception {
        try (Sandbox sandbox = start()) {
            new ScenarioRun(sandbox.settings()).reportsFirst();
        }
    }

    private Sandbox start() throws InterruptedException {
        Sandbox sandbox = Sandbox.start(data, ScenarioRun.SETTINGS, Sandbox.Listening.ANYWHERE, line -> {});
        try {
            sandbox.startStreams();
            return sandbox;
        } catch (InterruptedException | RuntimeException e) {
            sandbox.close();
            throw e;
        }
    }
}
