package io.sekat.benchmarks.results;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

class ResultTest {
    @TempDir
    private Path folder;

    private final Result result = new Result(
            "sample",
            "Sample",
            Map.of("machine", "2 cores"),
            Map.of("partitions", "4"),
            List.of(new Section("Rows", List.of(Map.of("medianMs", 12.345, "count", 12_345, "stateMiB", 1.5)))),
            Map.of("growth", "<svg/>"));

    @Test
    void isWrittenAsJsonTablesAndPlots() throws Exception {
        result.write(folder.resolve("new"));

        JsonNode json = new ObjectMapper().readTree(Files.readString(folder.resolve("new/sample.json")));
        assertThat(json.at("/conditions/machine").asText()).isEqualTo("2 cores");
        assertThat(json.at("/settings/partitions").asText()).isEqualTo("4");
        assertThat(json.at("/sections/0/rows/0/medianMs").asDouble()).isEqualTo(12.345);
        assertThat(Files.readString(folder.resolve("new/sample.md")))
                .contains("# Sample", "| machine | 2 cores |", "![growth](sample-growth.svg)", "12.3", "12,345");
        assertThat(folder.resolve("new/sample-growth.svg")).hasContent("<svg/>");
    }

    @Test
    void tablesAreReadableInATerminal() {
        assertThat(result.text()).contains("machine", "2 cores", "Rows", "median ms", "12.3", "state MiB");
    }

    @Test
    void aLinePlotShowsEveryPointOfEveryLine() throws Exception {
        LinePlot plot = new LinePlot("Growth <of> it", "rows", "ms");
        plot.point("median", 100, 1.5);
        plot.point("median", 10_000, 20);
        plot.point("p99", 100, 0);

        Document svg = parsed(plot.svg());

        assertThat(svg.getElementsByTagName("circle").getLength()).isEqualTo(2);
        assertThat(svg.getDocumentElement().getTextContent())
                .contains("Growth <of> it", "rows", "ms", "median", "10,000")
                .doesNotContain("p99");
    }

    @Test
    void aBarPlotShowsEveryBarWithItsFigures() throws Exception {
        BarPlot plot = new BarPlot("Peers", "ms");
        plot.bar("HOLD", "Sekat", 60, 90);
        plot.bar("HOLD", "other", 600, 900);

        Document svg = parsed(plot.svg());

        assertThat(svg.getDocumentElement().getTextContent()).contains("HOLD", "Sekat", "60.0 / 90.0", "600 / 900");
        assertThat(svg.getElementsByTagName("rect").getLength()).isEqualTo(1 + 4);
    }

    @Test
    void anAxisMarksRoundFigures() {
        Scale scale = new Scale(List.of(3.0, 70.0), 10, 0, 100);

        assertThat(scale.marks()).containsExactly(2.0, 5.0, 10.0, 20.0, 50.0, 100.0);
        assertThat(scale.at(2)).isZero();
        assertThat(scale.at(100)).isEqualTo(100);
        assertThat(scale.at(3)).isLessThan(scale.at(70));
    }

    @Test
    void marksAreShortToRead() {
        assertThat(List.of(0.05, 1.0, 20_000.0, 5_000_000.0))
                .extracting(Scale::label)
                .containsExactly("0.05", "1", "20,000", "5M");
    }

    private static Document parsed(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }
}
