package io.sekat.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sekat.cli.CommandLines;
import io.sekat.config.Setting;
import io.sekat.config.SettingCatalogue;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** {@code docker-compose.yml} says only what exists: images with a version, our settings, our commands. */
class ComposeTest {
    /** Tests run in the folder of their module. */
    private static final Path ROOT = Path.of("..");

    private static final String OUR_IMAGE = "sekat:";
    private static final String KAFKA_CLIENTS = "SEKAT_KAFKA_";

    /** One service of the file; its name is the test's. */
    record Service(String name, JsonNode definition) {
        boolean isOurs() {
            return definition.path("image").asText().startsWith(OUR_IMAGE);
        }

        boolean isOneShot() {
            return definition.path("restart").asText().equals("no");
        }

        List<String> command() {
            List<String> command = new ArrayList<>();
            definition.path("command").forEach(word -> command.add(word.asText()));
            return command;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Service> services() throws IOException {
        return fields(compose().path("services")).entrySet().stream()
                .map(entry -> new Service(entry.getKey(), entry.getValue()))
                .toList();
    }

    static List<Service> ourServices() throws IOException {
        return services().stream().filter(Service::isOurs).toList();
    }

    @Test
    void theServicesOfTheIssueAreThere() throws IOException {
        assertThat(services())
                .extracting(Service::name)
                .contains("kafka", "registry", "provision", "streams", "bank-agent", "operator-agent");
    }

    @ParameterizedTest
    @MethodSource("services")
    void everyImageHasAVersion(Service service) {
        assertThat(service.definition().path("image").asText())
                .as("image of service %s: expected name:version", service)
                .matches("[a-z0-9./-]+:[A-Za-z0-9._-]*[0-9][A-Za-z0-9._-]*")
                .doesNotContain("latest");
    }

    @Test
    void everyImageOfTheDockerfileHasAVersion() throws IOException {
        List<String> bases = Files.readAllLines(ROOT.resolve("Dockerfile")).stream()
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
        Map<String, JsonNode> environment = fields(service.definition().path("environment"));

        assertThat(environment.keySet())
                .as("environment of service %s: expected settings or options of its command", service)
                .allMatch(variable -> variable.startsWith(KAFKA_CLIENTS)
                        || known(service.command()).contains(variable));
    }

    @ParameterizedTest
    @MethodSource("ourServices")
    void everySettingThatIsPassedHasAnAllowedValue(Service service) {
        Map<String, JsonNode> environment = fields(service.definition().path("environment"));
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

        fields(service.definition().path("depends_on")).forEach((name, dependency) -> {
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

        assertThat(used)
                .containsExactlyInAnyOrderElementsOf(
                        fields(compose().path("volumes")).keySet());
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

    /** SnakeYAML itself, because it merges anchors, which Jackson's reader does not. */
    private static JsonNode compose() throws IOException {
        try (Reader reader = Files.newBufferedReader(ROOT.resolve("docker-compose.yml"))) {
            return new ObjectMapper().valueToTree(new Yaml(new SafeConstructor(new LoaderOptions())).load(reader));
        }
    }

    private static Map<String, JsonNode> fields(JsonNode node) {
        return node.properties().stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
