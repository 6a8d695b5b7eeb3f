package io.sekat.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ConfigurationDocTest {
    /** Tests run in the folder of their module. */
    private static final Path DOCUMENT = Path.of("..", "docs", "configuration.md");

    private static final Path REGENERATED = Path.of("target", "configuration-table.md");
    private static final String BEGIN = "<!-- settings: begin -->";
    private static final String END = "<!-- settings: end -->";

    @Test
    void theDocumentListsEverySettingWithItsDefaultAsTheCatalogueDoes() throws IOException {
        List<String> expected = table();
        Files.createDirectories(REGENERATED.getParent());
        Files.write(REGENERATED, expected);

        List<String> documented = documented();

        assertThat(documented)
                .as(
                        "the table between '%s' and '%s' in docs/configuration.md must be what SettingCatalogue says:"
                                + " replace it with schemas/%s, which this test has just written",
                        BEGIN, END, REGENERATED)
                .isEqualTo(expected);
    }

    private static List<String> documented() throws IOException {
        return Files.readAllLines(DOCUMENT).stream()
                .dropWhile(line -> !line.equals(BEGIN))
                .skip(1)
                .takeWhile(line -> !line.equals(END))
                .filter(line -> !line.isBlank())
                .toList();
    }

    private static List<String> table() {
        return Stream.concat(
                        Stream.of(
                                "| setting | environment variable | default | allowed | meaning |",
                                "| --- | --- | --- | --- | --- |"),
                        SettingCatalogue.all().stream().map(ConfigurationDocTest::row))
                .toList();
    }

    private static String row(Setting<?> setting) {
        return "| `%s` | `%s` | %s | %s | %s |"
                .formatted(
                        setting.name(),
                        setting.environmentVariable(),
                        setting.defaultText().isEmpty() ? "none" : "`" + setting.defaultText() + "`",
                        cell(setting.expected()),
                        cell(setting.meaning()));
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
