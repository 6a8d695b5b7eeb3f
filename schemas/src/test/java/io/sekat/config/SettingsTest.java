package io.sekat.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    @TempDir
    private Path folder;

    @Test
    void theCommandLineIsOverTheEnvironmentOverTheFileOverTheDefault() throws IOException {
        Optional<Path> file = Optional.of(file("freeze-victims=4\nblock-victims=5\nregion=SG\n"));
        Map<String, String> environment = Map.of("SEKAT_FREEZE_VICTIMS", "6", "SEKAT_BLOCK_VICTIMS", "7");
        Map<String, String> options = Map.of("freeze-victims", "8");

        Settings settings = Settings.read(file, environment, options);

        assertThat(settings.get(SettingCatalogue.FREEZE_VICTIMS)).isEqualTo(8);
        assertThat(settings.get(SettingCatalogue.BLOCK_VICTIMS)).isEqualTo(7);
        assertThat(settings.get(SettingCatalogue.REGION)).isEqualTo("SG");
        assertThat(settings.get(SettingCatalogue.FREEZE_WINDOW)).isEqualTo(Duration.ofDays(7));
    }

    @Test
    void aBadValueIsRefusedWithTheSettingTheValueThePlaceAndWhatIsExpected() {
        assertThatThrownBy(() -> Settings.read(Optional.empty(), Map.of("SEKAT_FREEZE_VICTIMS", "many"), Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("freeze-victims")
                .hasMessageContaining("'many'")
                .hasMessageContaining("SEKAT_FREEZE_VICTIMS")
                .hasMessageContaining("whole number from 1 to 1000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UK", "XX", "my", "M", ""})
    void aRegionThatIsNoCountryIsRefused(String region) {
        assertThatThrownBy(() -> Settings.read(Optional.empty(), Map.of(), Map.of("region", region)))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("region");
    }

    @Test
    void aBadValueInAFileIsRefusedWithTheFile() throws IOException {
        Path file = file("region=Malaysia\n");

        assertThatThrownBy(() -> Settings.read(Optional.of(file), Map.of(), Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("in " + file)
                .hasMessageContaining("two letters");
    }

    @Test
    void whatIsWrittenForAnotherProcessReadsTheSameThere() throws IOException {
        Settings settings = Settings.read(
                Optional.empty(),
                Map.of("SEKAT_REGION", "SG", "SEKAT_KAFKA_CLIENT_RACK", "r1"),
                Map.of("commit-interval", "50ms", "kafka.acks", "all"));
        StringBuilder text = new StringBuilder();
        settings.asFile()
                .forEach((name, value) ->
                        text.append(name).append('=').append(value).append('\n'));

        Settings read = Settings.read(Optional.of(file(text.toString())), Map.of(), Map.of());

        assertThat(read.asFile()).isEqualTo(settings.asFile());
        assertThat(read.get(SettingCatalogue.COMMIT_INTERVAL)).isEqualTo(Duration.ofMillis(50));
        assertThat(read.kafkaClient("c")).containsEntry("client.rack", "r1").containsEntry("acks", "all");
    }

    @Test
    void anUnknownNameIsRefused() {
        assertThatThrownBy(() -> Settings.read(Optional.empty(), Map.of(), Map.of("freeze-victim", "3")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("'freeze-victim'")
                .hasMessageContaining("command line");
    }

    @Test
    void aFileThatCannotBeReadIsRefusedWithItsName() {
        Path none = folder.resolve("none.properties");

        assertThatThrownBy(() -> Settings.read(Optional.of(none), Map.of(), Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(none.toString());
    }

    @Test
    void whatIsForTheKafkaClientsPassesThrough() throws IOException {
        Settings settings = Settings.read(
                Optional.of(file("kafka.linger.ms=7\nkafka.acks=1\n")),
                Map.of("SEKAT_KAFKA_SECURITY_PROTOCOL", "SSL", "SEKAT_BOOTSTRAP_SERVERS", "broker:1", "HOME", "/"),
                Map.of("kafka.acks", "all"));

        assertThat(settings.kafkaClient("me"))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "bootstrap.servers", "broker:1",
                        "client.id", "me",
                        "linger.ms", "7",
                        "acks", "all",
                        "security.protocol", "SSL"));
    }

    @Test
    void replacedSettingsLeaveTheOthersAndTheOriginalAlone() {
        Settings before = Settings.defaults();

        Settings after = before.with(Map.of("hold-for", "48h"));

        assertThat(after.get(SettingCatalogue.HOLD_FOR)).isEqualTo(Duration.ofDays(2));
        assertThat(before.get(SettingCatalogue.HOLD_FOR)).isEqualTo(Duration.ofDays(1));
    }

    @ParameterizedTest
    @CsvSource({"20ms, PT0.02S", "30s, PT30S", "15m, PT15M", "24h, PT24H", "7d, PT168H", "' 7 d ', PT168H"})
    void durationsAreReadAsPeopleWriteThem(String text, Duration expected) {
        assertThat(Settings.defaults().with(Map.of("hold-for", text)).get(SettingCatalogue.HOLD_FOR))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0s", "-1s", "5", "5w", "1.5h", "PT5S", "99999999999d"})
    void otherDurationsAreRefused(String text) {
        Settings settings = Settings.defaults();

        assertThatThrownBy(() -> settings.with(Map.of("hold-for", text)))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("a duration such as");
    }

    @Test
    void everySettingHasItsOwnNameAndAMeaning() {
        assertThat(SettingCatalogue.all()).extracting(Setting::name).doesNotHaveDuplicates();
        assertThat(SettingCatalogue.all()).allSatisfy(setting -> {
            assertThat(setting.meaning()).isNotBlank();
            assertThat(SettingCatalogue.named(setting.name())).contains(setting);
        });
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("sekat.properties"), text);
    }
}
