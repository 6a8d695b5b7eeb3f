package io.sekat.producers.feeds;

import io.sekat.events.RejectReason;
import io.sekat.producers.csv.CsvRow;
import io.sekat.producers.csv.CsvRows;
import io.sekat.producers.values.BadValue;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** A file of a feed whose header was found good: its rows one by one, each as an event or with what is wrong in it. */
public final class FeedFile implements Closeable {
    private final CsvRows rows;
    private final Header header;
    private final RowReader<?> reader;

    private FeedFile(CsvRows rows, Header header, RowReader<?> reader) {
        this.rows = rows;
        this.header = header;
        this.reader = reader;
    }

    /** What became of a row. */
    public sealed interface Result {}

    /**
     * A row that can be loaded.
     *
     * @param line number of its first line, from 1
     * @param key the record key
     * @param value the event
     */
    public record Good(long line, String key, SpecificRecord value) implements Result {}

    /**
     * A row that cannot.
     *
     * @param line number of its first line, from 1
     * @param bytes the row as it stands in the file
     * @param subject what it is about; null: that could not be read
     * @param reason the reason's code
     * @param message the column, its value and what was expected
     */
    @SuppressWarnings("ArrayRecordComponent") // results are not compared
    public record Bad(long line, byte[] bytes, @Nullable String subject, RejectReason reason, String message)
            implements Result {}

    /**
     * Opens a file and reads its header.
     *
     * @param kind what it holds
     * @param stream CSV in UTF-8; closed with the file
     * @throws BadHeader when it has not the columns of its kind; the stream is closed then
     */
    public static FeedFile open(FeedKind kind, InputStream stream) throws IOException, BadHeader {
        CsvRows rows = new CsvRows(stream);
        try {
            return new FeedFile(rows, header(kind, rows.next()), kind.reader());
        } catch (IOException | BadHeader e) {
            rows.close();
            throw e;
        }
    }

    private static Header header(FeedKind kind, @Nullable CsvRow first) throws BadHeader {
        if (first == null) {
            throw new BadHeader("there is no header row: expected the columns " + String.join(", ", kind.columns()));
        }
        if (first instanceof CsvRow.Broken broken) {
            throw new BadHeader("the header row cannot be read: " + broken.fault());
        }
        Header header = new Header(((CsvRow.Cells) first).cells());
        String fault = header.fault(kind.columns()).orElse(null);
        if (fault != null) {
            throw new BadHeader(fault);
        }
        return header;
    }

    /** The next row; null: there is none. */
    public @Nullable Result next() throws IOException {
        CsvRow row = rows.next();
        if (row instanceof CsvRow.Cells cells) {
            return result(cells);
        } else if (row instanceof CsvRow.Broken broken) {
            return new Bad(broken.line(), broken.bytes(), null, RejectReason.MALFORMED, broken.fault());
        }
        return null;
    }

    private Result result(CsvRow.Cells cells) {
        @Nullable String key = null;
        try {
            Row row = new Row(header, cells.cells());
            key = reader.key(row);
            return new Good(cells.line(), key, reader.value(row));
        } catch (BadValue e) {
            return new Bad(cells.line(), cells.bytes(), key, e.reason(), e.getMessage());
        }
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
