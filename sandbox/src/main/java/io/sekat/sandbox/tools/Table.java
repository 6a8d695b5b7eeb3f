package io.sekat.sandbox.tools;

import io.sekat.cli.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A table whose columns line up; the first column is flush left, numbers are flush right. What a cell holds cannot steer a terminal. */
public final class Table {
    private final List<String> header;
    private final List<List<String>> rows = new ArrayList<>();

    /** A table with these columns. */
    public Table(List<String> header) {
        this.header = List.copyOf(header);
    }

    /** Adds a row: one cell a column. */
    public void row(String... cells) {
        if (cells.length != header.size()) {
            throw new IllegalArgumentException(cells.length + " cells in a table of " + header.size() + " columns");
        }
        rows.add(Stream.of(cells).map(Terminal::printable).toList());
    }

    /** Whether it has no row. */
    public boolean isEmpty() {
        return rows.isEmpty();
    }

    @Override
    public String toString() {
        List<Column> columns = IntStream.range(0, header.size())
                .mapToObj(column -> new Column(width(column), isNumeric(column)))
                .toList();
        StringBuilder text = new StringBuilder();
        append(text, columns, header);
        rows.forEach(row -> append(text, columns, row));
        return text.toString();
    }

    private record Column(int width, boolean isNumeric) {}

    private static void append(StringBuilder text, List<Column> columns, List<String> row) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            Column as = columns.get(column);
            String padding = " ".repeat(as.width() - row.get(column).length());
            String cell = as.isNumeric() ? padding + row.get(column) : row.get(column) + padding;
            line.append(column == 0 ? "" : "  ").append(cell);
        }
        text.append(line.toString().stripTrailing()).append(System.lineSeparator());
    }

    private int width(int column) {
        return Math.max(
                header.get(column).length(),
                rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0));
    }

    private boolean isNumeric(int column) {
        return !rows.isEmpty()
                && rows.stream()
                        .map(row -> row.get(column))
                        .allMatch(cell -> cell.isEmpty() || cell.matches("([A-Z]{3} )?-?[0-9][0-9,.]*( ms)?"));
    }
}
