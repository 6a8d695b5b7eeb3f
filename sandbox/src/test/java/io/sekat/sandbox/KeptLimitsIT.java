package io.sekat.sandbox;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sekat.config.Settings;
import io.sekat.streams.StreamsApp;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Money that was followed with some limits is not followed further with others. */
class KeptLimitsIT {
    private static final String CHANGELOG = "sekat-account-books-changelog";

    @TempDir
    private Path data;

    @Test
    void otherLimitsNeedAnotherApplicationId() throws Exception {
        try (Sandbox sandbox = sandbox(Map.of())) {
            sandbox.startStreams();
            await().atMost(Duration.ofMinutes(1)).until(() -> written(sandbox.settings()) > 0);
        }
        try (Sandbox sandbox = sandbox(Map.of("max-hops", "3"))) {
            assertThatThrownBy(sandbox::startStreams)
                    .isInstanceOf(StartFailure.class)
                    .hasMessageContaining("max-hops 5")
                    .hasMessageContaining("max-hops 3")
                    .hasMessageContaining("docs/configuration.md");
        }
        try (Sandbox sandbox = sandbox(Map.of("max-hops", "3", "application-id", "sekat-2"))) {
            StreamsApp app = sandbox.startStreams();
            await().atMost(Duration.ofMinutes(1)).until(() -> app.state().equals("RUNNING"));
        }
    }

    private Sandbox sandbox(Map<String, String> settings) {
        return Sandbox.start(data, Settings.defaults().with(settings), Sandbox.Listening.ANYWHERE, line -> {});
    }

    /** Records in the changelog of the books. */
    private static long written(Settings settings) throws Exception {
        try (Admin admin = Admin.create(settings.kafkaClient("kept-limits"))) {
            return admin
                    .listOffsets(Map.of(new TopicPartition(CHANGELOG, 0), OffsetSpec.latest()))
                    .all()
                    .get()
                    .values()
                    .stream()
                    .mapToLong(end -> end.offset())
                    .sum();
        }
    }
}
