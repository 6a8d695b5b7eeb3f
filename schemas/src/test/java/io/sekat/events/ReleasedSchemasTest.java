package io.sekat.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Every schema stays compatible, both ways, with every release of itself (FULL_TRANSITIVE). Released schemas stand under
 * {@code schemas/src/main/released/<version>/<Record>.avsc} and are never changed; a release adds its folder with
 *
 * <pre>./mvnw -pl schemas test -Dtest=ReleasedSchemasTest -Dsekat.release=0.2.0</pre>
 */
class ReleasedSchemasTest {
    private static final Path RELEASED = Path.of("src/main/released");

    @Test
    @EnabledIfSystemProperty(named = "sekat.release", matches = "[0-9]+\\.[0-9]+\\.[0-9]+")
    void theReleaseIsWritten() throws IOException {
        Path folder = Files.createDirectory(RELEASED.resolve(System.getProperty("sekat.release")));
        for (Schema schema : TopicSchemas.all().toList()) {
            Files.writeString(folder.resolve(schema.getName() + ".avsc"), indented(schema));
        }
        assertThat(avscFiles()).anyMatch(file -> file.startsWith(folder));
    }

    @TestFactory
    Stream<DynamicTest> everySchemaIsCompatibleWithEveryReleaseOfIt() throws IOException {
        return avscFiles().stream()
                .map(file -> DynamicTest.dynamicTest(
                        RELEASED.relativize(file).toString(),
                        () -> assertThat(Compatibility.problems(
                                        current(file),
                                        released(file),
                                        file.getParent().getFileName().toString()))
                                .isEmpty()));
    }

    @Test
    void theFirstReleaseIsThere() throws IOException {
        List<String> released = avscFiles().stream()
                .map(file -> file.getFileName().toString())
                .distinct()
                .toList();

        assertThat(released).contains("ScamReport.avsc", "FreezeAlert.avsc", "EnrichedReport.avsc");
    }

    @Test
    void aRequiredFieldMoreIsReportedWithItsName() {
        Schema broken = schema("{\"name\":\"ref\",\"type\":\"string\"},{\"name\":\"branch\",\"type\":\"string\"}");

        assertThat(problems(broken))
                .singleElement()
                .asString()
                .contains("Sample", "this version cannot read what 0.1.0 wrote", "branch");
    }

    @Test
    void aFieldOfAnotherTypeIsReportedWithItsPlace() {
        Schema broken = schema("{\"name\":\"ref\",\"type\":\"int\"}");

        assertThat(problems(broken))
                .hasSize(2)
                .allSatisfy(problem -> assertThat(problem).contains("Sample.ref"));
    }

    @Test
    void aBranchMoreOfAUnionIsReportedForOldReaders() {
        Schema released = schema("{\"name\":\"body\",\"type\":[\"null\",\"string\"]}");
        Schema grown = schema("{\"name\":\"body\",\"type\":[\"null\",\"string\",\"int\"]}");

        assertThat(Compatibility.problems(grown, released, "0.1.0"))
                .singleElement()
                .asString()
                .contains("Sample.body", "0.1.0 cannot read what this version writes", "INT");
    }

    @Test
    void aFieldLessThatHadNoDefaultIsReportedForOldReaders() {
        assertThat(problems(schema("")))
                .singleElement()
                .asString()
                .contains("0.1.0 cannot read what this version writes", "ref");
    }

    @Test
    void aFieldWithADefaultMoreIsNoProblem() {
        assertThat(
                        problems(
                                schema(
                                        "{\"name\":\"ref\",\"type\":\"string\"},{\"name\":\"branch\",\"type\":\"string\",\"default\":\"\"}")))
                .isEmpty();
    }

    private static String indented(Schema schema) throws IOException {
        return new ObjectMapper().readTree(schema.toString()).toPrettyString() + "\n";
    }

    private static List<String> problems(Schema current) {
        return Compatibility.problems(current, schema("{\"name\":\"ref\",\"type\":\"string\"}"), "0.1.0");
    }

    private static Schema schema(String fields) {
        return new Schema.Parser()
                .parse("{\"type\":\"record\",\"name\":\"Sample\",\"namespace\":\"io.sekat.events\",\"fields\":["
                        + fields + "]}");
    }

    private static Schema released(Path file) throws IOException {
        return new Schema.Parser().parse(Files.readString(file));
    }

    private static Schema current(Path file) {
        String name = file.getFileName().toString().replace(".avsc", "");
        return TopicSchemas.all()
                .filter(schema -> schema.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(
                        name + " was released in " + file.getParent().getFileName()
                                + " and is no topic's event any more: others may still write or read it"));
    }

    private static List<Path> avscFiles() throws IOException {
        if (Files.notExists(RELEASED)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(RELEASED)) {
            return files.filter(file -> file.toString().endsWith(".avsc"))
                    .sorted()
                    .toList();
        }
    }
}
