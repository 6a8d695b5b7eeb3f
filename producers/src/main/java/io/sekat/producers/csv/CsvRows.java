package io.sekat.producers.csv;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a CSV file (RFC 4180, UTF-8) row by row. The rows are cut here and Jackson reads the cells of each on its own,
 * so that a broken row, even one whose quote is never closed, costs that row and no other.
 */
public final class CsvRows implements Closeable {
    private static final CsvFactory CSV = new CsvFactory();

    private final Lines lines;
    /** Lines that were looked at for the end of a quote and turned out to be rows of their own. */
    private final Deque<Line> returned = new ArrayDeque<>();

    /**
     * @param stream UTF-8, with a byte order mark or without; closed with this
     */
    public CsvRows(InputStream stream) {
        this.lines = new Lines(stream);
    }

    /** The next row that is not blank; null: there is none. */
    public @Nullable CsvRow next() throws IOException {
        Line first = nextLine();
        while (first != null && first.isBlank()) {
            first = nextLine();
        }
        if (first == null) {
            return null;
        }
        if (first.isTooLong()) {
            return broken(first, "row is longer than " + Lines.LONGEST + " bytes");
        }
        Quotes quotes = new Quotes();
        return switch (quotes.take(first.bytes())) {
            case COMPLETE -> row(first.number(), first.bytes());
            case OPEN -> continued(first, quotes);
            case BROKEN -> broken(first, "text follows a closing quote: expected a comma or the end of the row");
        };
    }

    /** A row with a line break between quotes. */
    private CsvRow continued(Line first, Quotes quotes) throws IOException {
        List<Line> further = new ArrayList<>();
        int length = first.bytes().length;
        Quotes.State state = Quotes.State.OPEN;
        while (state == Quotes.State.OPEN && length < Lines.LONGEST) {
            Line line = nextLine();
            if (line == null) {
                break;
            }
            further.add(line);
            length += 1 + line.bytes().length;
            state = line.isTooLong() ? Quotes.State.BROKEN : quotes.take(line.bytes());
        }
        if (state == Quotes.State.COMPLETE) {
            return row(first.number(), joined(first, further));
        }
        for (int i = further.size() - 1; i >= 0; i--) {
            returned.addFirst(further.get(i));
        }
        return broken(
                first,
                "a quote is opened on this line and not closed: expected a closing quote before a comma or"
                        + " the end of the row");
    }

    private static byte[] joined(Line first, List<Line> further) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(first.bytes());
        for (Line line : further) {
            whole.write('\n');
            whole.writeBytes(line.bytes());
        }
        return whole.toByteArray();
    }

    private static CsvRow row(long line, byte[] withReturn) {
        byte[] bytes = withoutReturn(withReturn);
        try {
            return new CsvRow.Cells(line, bytes, cells(text(bytes)));
        } catch (CharacterCodingException e) {
            return new CsvRow.Broken(line, bytes, "row is not UTF-8");
        } catch (JsonProcessingException e) {
            return new CsvRow.Broken(line, bytes, "row cannot be read as CSV: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory failed", e);
        }
    }

    private static String text(byte[] bytes) throws CharacterCodingException {
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (text.indexOf('\uFFFD') >= 0) {
            // The file may hold this character; the strict decoder tells that from bytes that are no characters.
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        }
        return text;
    }

    private static List<String> cells(String row) throws IOException {
        List<String> cells = new ArrayList<>(12);
        try (CsvParser parser = CSV.createParser(row)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.VALUE_STRING) {
                cells.add(parser.getText());
            }
        }
        return cells;
    }

    private static CsvRow broken(Line line, String fault) {
        return new CsvRow.Broken(line.number(), withoutReturn(line.bytes()), fault);
    }

    private static byte[] withoutReturn(byte[] bytes) {
        return bytes.length > 0 && bytes[bytes.length - 1] == '\r' ? Arrays.copyOf(bytes, bytes.length - 1) : bytes;
    }

    private @Nullable Line nextLine() throws IOException {
        Line line = returned.pollFirst();
        return line != null ? line : lines.next();
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
