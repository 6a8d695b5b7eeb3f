package io.sekat.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** {@code docker-compose.yml} as tests read it. */
final class ComposeFile {
    /** Tests run in the folder of their module. */
    static final Path FOLDER = Path.of("..");

    private static final String OUR_IMAGE = "sekat:";

    private ComposeFile() {}

    /** One service of the file; its name is the test's. */
    record Service(String name, JsonNode definition) {
        String image() {
            return definition.path("image").asText();
        }

        boolean isOurs() {
            return image().startsWith(OUR_IMAGE);
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
        return fields(read().path("services")).entrySet().stream()
                .map(entry -> new Service(entry.getKey(), entry.getValue()))
                .toList();
    }

    static Set<String> volumes() throws IOException {
        return fields(read().path("volumes")).keySet();
    }

    /** The image of a service, with its version. */
    static String image(String service) throws IOException {
        return services().stream()
                .filter(each -> each.name().equals(service))
                .map(Service::image)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no service " + service));
    }

    static Map<String, JsonNode> fields(JsonNode node) {
        return node.properties().stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** SnakeYAML itself, because it merges anchors, which Jackson's reader does not. */
    private static JsonNode read() throws IOException {
        try (Reader reader = Files.newBufferedReader(FOLDER.resolve("docker-compose.yml"))) {
            return new ObjectMapper().valueToTree(new Yaml(new SafeConstructor(new LoaderOptions())).load(reader));
        }
    }
}
