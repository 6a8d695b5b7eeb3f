package io.sekat.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import io.sekat.cli.CommandLines;
import io.sekat.config.Setting;
import io.sekat.config.SettingCatalogue;
import io.sekat.sandbox.ComposeFile.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** {@code docker-compose.yml} says only what exists: images with a version, our settings, our commands. */
class ComposeTest {
    private static final String KAFKA_CLIENTS = "SEKAT_KAFKA_";

    static List<Service> services() throws IOException {
        return ComposeFile.services();
    }

    static List<Service> ourServices() throws IOException {
        return services().stream().filter(Service::isOurs).toList();
    }

    @Test
    void theServicesOfTheIssueAreThere() throws IOException {
        assertThat(services())
                .extracting(Service::name)
                .contains(
                        "kafka",
                        "registry",
                        "provision",
                        "streams",
                        "intake",
                        "bank-agent",
                        "operator-agent",
                        "police",
                        "police-database");
    }

    @ParameterizedTest
    @MethodSource("services")
    void everyImageHasAVersion(Service service) {
        assertThat(service.image())
                .as("image of service %s: expected name:version", service)
                .matches("[a-z0-9./-]+:[A-Za-z0-9._-]*[0-9][A-Za-z0-9._-]*")
                .doesNotContain("latest");
    }

    @Test
    void everyImageOfTheDockerfileHasAVersion() throws IOException {
        List<String> bases = Files.readAllLines(ComposeFile.FOLDER.resolve("Dockerfile")).stream()
                .filter(line -> line.startsWith("FROM "))
                .toList();

        assertThat(bases).isNotEmpty().allMatch(line -> line.matches("FROM [a-z0-9./-]+:[0-9][^ ]*( AS [a-z]+)?"));
    }

    @ParameterizedTest
    @MethodSource("ourServices")
    void everyCommandIsOneOfSekats(Service service) {
        String[] words = service.command().toArray(String[]::new);

        assertThatCode(() -> sekat().parseArgs(words))
                .as("command %s of service %s", service.command(), service)
                .doesNotThrowAnyException();
        assertThat(words).as("command of service %s", service).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("ourServices")
    void everySettingThatIsPassedExists(Service service) {
        Map<String, JsonNode> environment =
                ComposeFile.fields(service.definition().path("environment"));

        assertThat(environment.keySet())
                .as("environment of service %s: expected settings or options of its command", service)
                .allMatch(variable -> variable.startsWith(KAFKA_CLIENTS)
                        || known(service.command()).contains(variable));
    }

    @ParameterizedTest
    @MethodSource("ourServices")
    void everySettingThatIsPassedHasAnAllowedValue(Service service) {
        Map<String, JsonNode> environment =
                ComposeFile.fields(service.definition().path("environment"));
        for (Setting<?> setting : SettingCatalogue.all()) {
            JsonNode value = environment.get(setting.environmentVariable());
            if (value != null) {
                assertThatCode(() -> setting.parser().apply(value.asText()))
                        .as("%s of service %s: expected %s", setting.environmentVariable(), service, setting.expected())
                        .doesNotThrowAnyException();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("services")
    void everyServiceIsWatchedOrEnds(Service service) {
        assertThat(service.isOneShot()
                        || service.definition().path("healthcheck").has("test"))
                .as("service %s: expected a healthcheck, or restart: \"no\" for one that ends", service)
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("services")
    void everyServiceThatIsWaitedForCanMeetTheCondition(Service service) throws IOException {
        Map<String, Service> byName = services().stream().collect(Collectors.toMap(Service::name, each -> each));

        ComposeFile.fields(service.definition().path("depends_on")).forEach((name, dependency) -> {
            assertThat(byName).as("depends_on of service %s", service).containsKey(name);
            Predicate<Service> canMeet = switch (dependency.path("condition").asText()) {
                case "service_healthy" -> target -> target.definition().has("healthcheck");
                case "service_completed_successfully" -> Service::isOneShot;
                default -> target -> false;
            };
            assertThat(byName.get(name))
                    .as("service %s waits for %s: %s", service, name, dependency)
                    .matches(canMeet);
        });
    }

    @Test
    void everyNamedVolumeIsDeclaredAndUsed() throws IOException {
        Set<String> used = new TreeSet<>();
        for (Service service : services()) {
            service.definition()
                    .path("volumes")
                    .forEach(volume -> used.add(volume.asText().split(":", 2)[0]));
        }

        assertThat(used).containsExactlyInAnyOrderElementsOf(ComposeFile.volumes());
    }

    private static CommandLine sekat() {
        return CommandLines.of(Sekat.class);
    }

    /** The settings, and the options of the command and of those above it. */
    private static Set<String> known(List<String> command) {
        Set<String> known = SettingCatalogue.all().stream()
                .map(Setting::environmentVariable)
                .collect(Collectors.toCollection(TreeSet::new));
        ParseResult parsed = sekat().parseArgs(command.toArray(String[]::new));
        for (CommandLine line : parsed.asCommandLineList()) {
            line.getCommandSpec().options().stream()
                    .filter(option -> option.longestName().startsWith("--"))
                    .map(option -> "SEKAT_"
                            + option.longestName()
                                    .substring(2)
                                    .toUpperCase(Locale.ROOT)
                                    .replace('-', '_'))
                    .forEach(known::add);
        }
        return known;
    }
}
