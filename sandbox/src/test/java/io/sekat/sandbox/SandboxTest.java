package io.sekat.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sekat.config.Settings;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxTest {
    @Test
    void namesAPortThatTwoServersAreToHaveBeforeEitherStarts(@TempDir Path data) {
        assertThatThrownBy(() ->
                        Sandbox.start(data, Settings.defaults(), new Sandbox.Listening(8081, 8081, 0), line -> {}))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("Port 8081")
                .hasMessageContaining("--broker-port")
                .hasMessageContaining("--registry-port");
        assertThat(data).isEmptyDirectory();
    }
}
