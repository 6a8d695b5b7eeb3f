package io.sekat.benchmarks.results;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sekat.sandbox.tools.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What one run of a measurement found.
 *
 * @param name of the command that measured
 * @param title what was measured, for people
 * @param conditions on what and how, by name
 * @param settings every setting of Sekat in the run
 * @param sections the figures
 * @param plots pictures of them: SVG by a short name
 */
public record Result(
        String name,
        String title,
        Map<String, String> conditions,
        Map<String, String> settings,
        List<Section> sections,
        Map<String, String> plots) {

    /** As one JSON object. */
    public String json() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("bench", name);
        object.put("conditions", conditions);
        object.put("settings", settings);
        object.put("sections", sections);
        try {
            return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(object);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether anything was measured. */
    public boolean hasRows() {
        return !measured().isEmpty();
    }

    /** As tables for a terminal. */
    public String text() {
        StringBuilder text = new StringBuilder();
        conditions.forEach((key, value) -> text.append("%-18s %s%n".formatted(key, value)));
        measured().forEach(section -> {
            text.append(System.lineSeparator()).append(section.title()).append(System.lineSeparator());
            Table table =
                    new Table(section.columns().stream().map(Cells::heading).toList());
            section.rows()
                    .forEach(row -> table.row(section.columns().stream()
                            .map(column -> Cells.of(row.get(column)))
                            .toArray(String[]::new)));
            text.append(table);
        });
        return text.toString();
    }

    /** Without those of which nothing was measured. */
    private List<Section> measured() {
        return sections.stream().filter(section -> !section.rows().isEmpty()).toList();
    }

    private String markdown() {
        StringBuilder text =
                new StringBuilder("# " + title + "\n\nMade by the command below with `--out`; the figures, all"
                        + " settings included, are in [" + name + ".json](" + name + ".json).\n\n");
        text.append("| condition | |\n| --- | --- |\n");
        conditions.forEach((key, value) -> text.append("| " + key + " | " + value.replace("|", "\\|") + " |\n"));
        plots.keySet().forEach(plot -> text.append("\n![" + plot + "](" + file(plot) + ")\n"));
        for (Section section : measured()) {
            text.append("\n## ").append(section.title()).append("\n\n");
            List<String> columns = section.columns();
            text.append(columns.stream().map(Cells::heading).collect(Collectors.joining(" | ", "| ", " |\n")));
            text.append(columns.stream().map(column -> "---").collect(Collectors.joining(" | ", "| ", " |\n")));
            section.rows()
                    .forEach(row -> text.append(columns.stream()
                            .map(column -> Cells.of(row.get(column)))
                            .collect(Collectors.joining(" | ", "| ", " |\n"))));
        }
        return text.toString();
    }

    private String file(String plot) {
        return name + "-" + plot + ".svg";
    }

    /** Writes JSON, tables and plots into a folder, which is created if need be, in place of those of an earlier run. */
    public void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (DirectoryStream<Path> earlier = Files.newDirectoryStream(folder, name + "-*.svg")) {
            for (Path plot : earlier) {
                Files.delete(plot);
            }
        }
        Files.writeString(folder.resolve(name + ".json"), json() + "\n");
        Files.writeString(folder.resolve(name + ".md"), markdown());
        for (Map.Entry<String, String> plot : plots.entrySet()) {
            Files.writeString(folder.resolve(file(plot.getKey())), plot.getValue());
        }
    }
}
