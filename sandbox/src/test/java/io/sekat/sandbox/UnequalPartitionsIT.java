package io.sekat.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sekat.config.SettingCatalogue;
import io.sekat.config.Settings;
import io.sekat.topics.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A topic that somebody made before, with other partitions than what it is joined with. */
class UnequalPartitionsIT {
    @TempDir
    private Path data;

    private EmbeddedBroker broker;
    private EmbeddedRegistry registry;
    private Admin admin;
    private Typed person;

    @BeforeEach
    void start() {
        broker = EmbeddedBroker.start(data, 0);
        registry = EmbeddedRegistry.start(data, 0);
        Settings settings = Settings.defaults()
                .with(Map.of(
                        SettingCatalogue.BOOTSTRAP_SERVERS.name(), broker.bootstrapServers(),
                        SettingCatalogue.REGISTRY_URL.name(), registry.url()));
        admin = Admin.create(settings.kafkaClient("unequal-partitions"));
        person = new Typed(settings, data);
    }

    @AfterEach
    void stop() {
        admin.close();
        registry.close();
        broker.close();
    }

    @Test
    void isNamedAndNothingStartsUntilItIsMadeAnew() throws Exception {
        String topic = Topics.PHONE_NUMBERS.name();
        admin.createTopics(List.of(new NewTopic(topic, 8, (short) 1))).all().get();

        Typed.Done provisioned = person.run("provision");
        Typed.Done started =
                person.run("streams", "--state-dir", data.resolve("state").toString());

        assertThat(List.of(provisioned, started)).allSatisfy(refused -> {
            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.err()).contains(topic + " has 8 (expected 4)", "./sekat provision --partitions 4");
        });
        admin.deleteTopics(List.of(topic)).all().get();
        // The broker may still know the old one for a moment.
        await().atMost(Duration.ofMinutes(1))
                .until(() -> person.run("provision", "--partitions", "4").exitCode() == 0);
    }

    @Test
    void topicsThatAllHaveAnotherNumberThanTheSettingSaysStayAsTheyAre() {
        person.run("provision", "--partitions", "2").fine();

        person.run("provision").fine();
    }
}
