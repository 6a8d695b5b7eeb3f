package io.sekat.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekat.cli.CommandLines;
import io.sekat.config.SettingCatalogue;
import io.sekat.config.Settings;
import io.sekat.streams.StreamsApp;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The sample scenario on the images of broker, registry and database that {@code docker-compose.yml} names. */
@Tag("container")
@ExtendWith(NeedsContainerEngine.class)
class ContainerScenarioIT {
    private static final Duration STREAMS_START = Duration.ofMinutes(2);

    @TempDir
    private Path state;

    @Test
    void givesTheExpectedOutcomeWhenReportsComeLast() throws Exception {
        onContainers(ScenarioRun::reportsLast);
    }

    @Test
    void givesTheExpectedOutcomeWhenReportsComeFirst() throws Exception {
        onContainers(ScenarioRun::reportsFirst);
    }

    private interface Steps {
        void of(ScenarioRun scenario) throws Exception;
    }

    private void onContainers(Steps steps) throws Exception {
        try (ServerContainers servers = ServerContainers.start()) {
            provision(servers);
            Settings settings = ScenarioRun.SETTINGS.with(Map.of(
                    SettingCatalogue.BOOTSTRAP_SERVERS.name(), servers.bootstrapServers(),
                    SettingCatalogue.REGISTRY_URL.name(), servers.registryUrl(),
                    SettingCatalogue.STATE_DIR.name(), state.toString()));
            try (StreamsApp app = StreamsApp.start(settings)) {
                assertThat(app.awaitRunning(STREAMS_START)).as(app.state()).isTrue();
                steps.of(new ScenarioRun(settings));
            }
        }
    }

    /** With the command itself, as the service {@code provision} does. */
    private static void provision(ServerContainers servers) {
        int exitCode = CommandLines.of(Sekat.class)
                .execute(
                        "provision",
                        "--bootstrap-servers",
                        servers.bootstrapServers(),
                        "--registry-url",
                        servers.registryUrl());
        assertThat(exitCode).as("exit code of sekat provision").isZero();
    }
}
