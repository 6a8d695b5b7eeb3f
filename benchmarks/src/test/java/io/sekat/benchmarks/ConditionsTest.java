package io.sekat.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekat.config.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConditionsTest {
    @Test
    void theMachineIsSaidAndHowFastItIsAtTheMoment() {
        assertThat(Conditions.ofMachine())
                .containsKeys("when", "commit", "machine", "load before", "Java")
                .extractingByKey("speed before")
                .asString()
                .matches(
                        ".*sorted in [1-9]\\d* ms, in [1-9]\\d* ms on each of \\d+ cores at once; .* by loopback in [1-9]\\d* µs");
    }

    @Test
    void settingsAreShownButForSecrets() {
        Settings settings = Settings.defaults()
                .with(Map.of(
                        "commit-interval", "50ms",
                        "kafka.linger.ms", "7",
                        "kafka.sasl.jaas.config", "username=x password=y",
                        "kafka.ssl.truststore.password", "z",
                        "database-password", "w"));

        assertThat(Conditions.settings(settings))
                .containsEntry("commit-interval", "50ms")
                .containsEntry("kafka.linger.ms", "7")
                .doesNotContainKeys("bootstrap-servers", "registry-url", "state-dir")
                .doesNotContainKeys("kafka.sasl.jaas.config", "kafka.ssl.truststore.password", "database-password");
    }
}
