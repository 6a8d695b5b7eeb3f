package io.sekat.sandbox;

import io.sekat.config.SettingCatalogue;
import io.sekat.config.Settings;
import io.sekat.producers.Input;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The sample scenario comes to the same holds and trails, to the sen, however its records are mixed, repeated or interrupted
 * by the end of a process. {@link ScenarioIT} has the two plain orders.
 */
class TrailIT {
    private static final int PIECES = 10;

    @TempDir
    private Path data;

    private final List<ChildJvm> instances = new ArrayList<>();
    private Sandbox sandbox;
    private ScenarioRun scenario;

    @BeforeEach
    void start() {
        sandbox = Sandbox.start(data, Settings.defaults(), Sandbox.Listening.ANYWHERE, line -> {});
        scenario = new ScenarioRun(sandbox.settings());
        scenario.load(SampleScenario.PARTICIPANTS);
    }

    @AfterEach
    void stop() {
        instances.forEach(ChildJvm::close);
        sandbox.close();
    }

    /** As in those that end a process, in other orders. */
    @Test
    void reportsAndTransfersInAnyOrder() throws Exception {
        sandbox.startStreams();
        scenario.awaitQuiet(); // participants come before anything else

        everything(new Random(1)).forEach(Runnable::run);

        scenario.loadLate();
        scenario.assertOutcome();
    }

    @Test
    void everythingTwice() throws Exception {
        sandbox.startStreams();
        for (int i = 0; i < 2; i++) {
            SampleScenario.BEFORE_REPORTS.forEach(scenario::load);
            scenario.report();
            scenario.awaitQuiet();
        }
        for (int i = 0; i < 2; i++) {
            scenario.loadLate();
        }
        scenario.assertOutcome();
    }

    @Test
    void theApplicationIsKilledThreeTimes() throws Exception {
        List<Runnable> steps = everything(new Random(4));
        ChildJvm instance = instance("streams-1");
        scenario.awaitQuiet(); // participants come before anything else
        for (int i = 0; i < steps.size(); i++) {
            steps.get(i).run();
            if (i % (steps.size() / 4) == 2 && i < steps.size() - 2) {
                instance.kill();
                instance = instance("streams-1");
            }
        }
        scenario.loadLate();
        scenario.assertOutcome();
    }

    @Test
    void oneOfTwoInstancesIsKilled() throws Exception {
        List<Runnable> steps = everything(new Random(5));
        instance("streams-1");
        ChildJvm second = instance("streams-2");
        scenario.awaitQuiet(); // participants come before anything else
        for (int i = 0; i < steps.size(); i++) {
            steps.get(i).run();
            if (i == steps.size() / 2) {
                scenario.awaitQuiet(); // so that both have work
            } else if (i == steps.size() / 2 + 2) {
                second.kill();
            }
        }
        scenario.loadLate();
        scenario.assertOutcome();
    }

    /** Directories, then transfers and reports in pieces, all mixed. */
    private List<Runnable> everything(Random random) throws IOException {
        List<Runnable> steps = new ArrayList<>();
        for (Input piece : Pieces.of(SampleScenario.TRANSFERS.input(), true, PIECES, random)) {
            steps.add(() -> scenario.load(SampleScenario.TRANSFERS.kind(), piece));
        }
        for (Input piece : Pieces.of(SampleScenario.reports(), false, PIECES, random)) {
            steps.add(() -> scenario.report(piece));
        }
        steps.add(() -> scenario.load(SampleScenario.ACCOUNTS));
        steps.add(() -> scenario.load(SampleScenario.PHONES));
        Collections.shuffle(steps, random);
        return steps;
    }

    /** An instance of the Streams application in a process of its own. */
    private ChildJvm instance(String name) {
        Settings settings = sandbox.settings()
                .with(Map.of(
                        SettingCatalogue.STATE_DIR.name(), data.resolve(name).toString()));
        ChildJvm instance = SekatProcess.launch(name, data, settings, List.of("-Xmx512m"), List.of("streams"));
        instances.add(instance);
        return instance;
    }
}
