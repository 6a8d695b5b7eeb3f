package io.sekat.producers.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekat.producers.csv.CsvRow.Broken;
import io.sekat.producers.csv.CsvRow.Cells;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class CsvRowsTest {

    @Test
    void aRowKeepsItsBytesAndTheLineOnWhichItBegins() throws IOException {
        List<CsvRow> rows = rows("a,b\r\n\"x\r\ny\",\"say \"\"no\"\"\"\r\n\r\n1,2");

        assertThat(rows).extracting(CsvRow::line).containsExactly(1L, 2L, 5L);
        assertThat(rows)
                .extracting(row -> ((Cells) row).cells())
                .containsExactly(List.of("a", "b"), List.of("x\r\ny", "say \"no\""), List.of("1", "2"));
        assertThat(text(rows.get(1))).isEqualTo("\"x\r\ny\",\"say \"\"no\"\"\"");
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstCell() throws IOException {
        assertThat(cells(rows("\uFEFFbank,account\n").get(0))).containsExactly("bank", "account");
    }

    @Test
    void emptyCellsAreKept() throws IOException {
        assertThat(cells(rows(",\"\",\n").get(0))).containsExactly("", "", "");
    }

    @Test
    void aQuoteInAnUnquotedCellIsText() throws IOException {
        assertThat(cells(rows("5\" disk,a\"\"b\n").get(0))).containsExactly("5\" disk", "a\"\"b");
    }

    @Test
    void aQuoteThatIsNeverClosedCostsItsOwnLineOnly() throws IOException {
        List<CsvRow> rows = rows("a,b\n\"open,1\n2,3\n4,5\n");

        assertThat(rows).hasSize(4);
        assertThat(rows.get(1)).isInstanceOfSatisfying(Broken.class, broken -> {
            assertThat(broken.line()).isEqualTo(2);
            assertThat(text(broken)).isEqualTo("\"open,1");
            assertThat(broken.fault()).contains("not closed");
        });
        assertThat(cells(rows.get(2))).containsExactly("2", "3");
        assertThat(rows.get(3).line()).isEqualTo(4);
    }

    @Test
    void anOpenQuoteThatMeetsAnotherRowsQuoteCostsItsOwnLineOnly() throws IOException {
        List<CsvRow> rows = rows("\"open,1\n2,\"three\"\n4,5\n");

        assertThat(rows).extracting(CsvRow::line).containsExactly(1L, 2L, 3L);
        assertThat(rows.get(0)).isInstanceOf(Broken.class);
        assertThat(cells(rows.get(1))).containsExactly("2", "three");
    }

    @Test
    void textAfterAClosingQuoteIsRefused() throws IOException {
        assertThat(rows("\"a\"b,c\n1,2\n").get(0))
                .isInstanceOfSatisfying(
                        Broken.class, broken -> assertThat(broken.fault()).contains("closing quote"));
    }

    @Test
    void bytesThatAreNoUtf8AreRefusedWithTheirBytes() throws IOException {
        byte[] latin1 = "caf\u00e9,1\nok,2\n".getBytes(StandardCharsets.ISO_8859_1);

        List<CsvRow> rows = rows(latin1);

        assertThat(rows.get(0)).isInstanceOfSatisfying(Broken.class, broken -> {
            assertThat(broken.fault()).contains("UTF-8");
            assertThat(broken.bytes()).isEqualTo("caf\u00e9,1".getBytes(StandardCharsets.ISO_8859_1));
        });
        assertThat(cells(rows.get(1))).containsExactly("ok", "2");
    }

    @Test
    void theReplacementCharacterItselfIsAllowed() throws IOException {
        assertThat(cells(rows("\uFFFD,1\n").get(0))).containsExactly("\uFFFD", "1");
    }

    @Test
    void aRowThatIsTooLongIsCutAndTheNextOneIsRead() throws IOException {
        List<CsvRow> rows = rows("x".repeat(3 * Lines.LONGEST) + "\n1,2\n");

        assertThat(rows.get(0))
                .isInstanceOfSatisfying(
                        Broken.class, broken -> assertThat(broken.bytes()).hasSize(Lines.LONGEST));
        assertThat(rows.get(1).line()).isEqualTo(2);
        assertThat(cells(rows.get(1))).containsExactly("1", "2");
    }

    @Property(tries = 300)
    void whatWasQuotedIsReadBack(
            @ForAll @Size(min = 1, max = 6)
                    List<
                                    @Size(min = 2, max = 4) List<
                                            @StringLength(max = 8) @Chars({',', '"', '\n', '\r'})
                                            @CharRange(from = 'a', to = 'e') String>>
                            table)
            throws IOException {
        String file = table.stream().map(CsvRowsTest::quoted).collect(Collectors.joining("\n"));

        List<CsvRow> rows = rows(file);

        assertThat(rows).extracting(row -> ((Cells) row).cells()).containsExactlyElementsOf(table);
        assertThat(rows.stream().map(CsvRowsTest::text).collect(Collectors.joining("\n")))
                .isEqualTo(file);
    }

    @Property(tries = 500)
    void anyTextEndsAndNoLineIsLost(@ForAll @StringLength(max = 60) @Chars({',', '"', '\n', 'a'}) String file)
            throws IOException {
        String bytes = rows(file).stream().map(CsvRowsTest::text).collect(Collectors.joining());

        assertThat(bytes.replace("\n", "")).isEqualTo(file.replace("\n", ""));
    }

    private static String quoted(List<String> cells) {
        return cells.stream()
                .map(cell -> '"' + cell.replace("\"", "\"\"") + '"')
                .collect(Collectors.joining(","));
    }

    private static List<String> cells(CsvRow row) {
        return ((Cells) row).cells();
    }

    private static String text(CsvRow row) {
        return new String(row.bytes(), StandardCharsets.UTF_8);
    }

    private static List<CsvRow> rows(String file) throws IOException {
        return rows(file.getBytes(StandardCharsets.UTF_8));
    }

    private static List<CsvRow> rows(byte[] file) throws IOException {
        List<CsvRow> rows = new ArrayList<>();
        try (CsvRows reader = new CsvRows(new ByteArrayInputStream(file))) {
            CsvRow row = reader.next();
            while (row != null) {
                rows.add(row);
                row = reader.next();
            }
        }
        return rows;
    }
}
