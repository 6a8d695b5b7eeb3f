package io.sekat.producers.csv;

import java.util.List;

/** One row of a CSV file, with its place and its bytes. */
public sealed interface CsvRow {
    /** Number of the line on which it begins, from 1. */
    long line();

    /** Its bytes as they stand in the file, without the line break at its end. Not copied. */
    byte[] bytes();

    /**
     * A row that could be read.
     *
     * @param line number of the line on which it begins, from 1
     * @param bytes its bytes as they stand in the file
     * @param cells its cells, without quotes
     */
    @SuppressWarnings("ArrayRecordComponent") // rows are not compared
    record Cells(long line, byte[] bytes, List<String> cells) implements CsvRow {}

    /**
     * A row that is not RFC 4180, not UTF-8 or too long.
     *
     * @param line number of the line on which it begins, from 1
     * @param bytes its bytes as they stand in the file
     * @param fault what is wrong and what was expected
     */
    @SuppressWarnings("ArrayRecordComponent") // rows are not compared
    record Broken(long line, byte[] bytes, String fault) implements CsvRow {}
}
