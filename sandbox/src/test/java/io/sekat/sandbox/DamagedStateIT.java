package io.sekat.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sekat.config.SettingCatalogue;
import io.sekat.config.Settings;
import io.sekat.streams.StreamsApp;
import io.sekat.streams.UnusableState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a disk or a person damaged is named, with the way out, and the way out works. */
class DamagedStateIT {
    @TempDir
    private Path data;

    @Test
    void anInstanceThatCannotOpenItsStateSaysWhichAndStartsOnceItIsDeleted() throws Exception {
        try (Sandbox sandbox = Sandbox.start(data, Settings.defaults(), Sandbox.Listening.ANYWHERE, line -> {})) {
            Settings settings = sandbox.settings();
            Path state = Path.of(settings.get(SettingCatalogue.STATE_DIR));
            startAndStop(settings);
            for (Path manifest : manifests(state)) {
                Files.writeString(manifest, "what somebody else wrote");
            }

            assertThatThrownBy(() -> StreamsApp.start(settings))
                    .isInstanceOf(UnusableState.class)
                    .hasMessageContainingAll("the state in " + state, "account-state", "delete the folder")
                    .hasMessageContaining("MANIFEST");

            Utils.delete(state.toFile());
            startAndStop(settings);
        }
    }

    private static void startAndStop(Settings settings) throws InterruptedException {
        try (StreamsApp app = StreamsApp.start(settings)) {
            assertThat(app.awaitRunning(Duration.ofMinutes(1))).isTrue();
        }
    }

    private static List<Path> manifests(Path state) throws IOException {
        try (Stream<Path> files = Files.walk(state)) {
            return files.filter(file -> file.toString().contains("/account-state/MANIFEST-"))
                    .toList();
        }
    }
}
