package io.sekat.producers.csv;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads a stream of bytes line by line in bounded memory. A byte order mark at its beginning is skipped. */
public final class Lines implements Closeable {
    /** Longest line that is kept whole, in bytes: what the broker takes by default. */
    public static final int LONGEST = 1024 * 1024;

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final InputStream stream;
    private final byte[] buffer = new byte[64 * 1024];
    private int position;
    private int limit;
    private long read;

    /**
     * @param stream UTF-8; closed with this
     */
    public Lines(InputStream stream) {
        this.stream = stream;
    }

    /** The next line; null: there is none. A line feed at the very end begins no further line. */
    public @Nullable Line next() throws IOException {
        if (position == limit && !fill()) {
            return null;
        }
        read++;
        int end = lineFeed();
        if (end >= 0) {
            byte[] whole = Arrays.copyOfRange(buffer, position, end);
            position = end + 1;
            return line(whole, false);
        }
        return longLine();
    }

    /** A line that goes on after the buffer. */
    private Line longLine() throws IOException {
        ByteArrayOutputStream kept = new ByteArrayOutputStream(2 * buffer.length);
        boolean tooLong = false;
        do {
            int end = lineFeed();
            int length = (end < 0 ? limit : end) - position;
            int wanted = Math.min(length, LONGEST - kept.size());
            kept.write(buffer, position, wanted);
            tooLong |= wanted < length;
            position += length;
            if (end >= 0) {
                position++;
                break;
            }
        } while (fill());
        return line(kept.toByteArray(), tooLong);
    }

    private Line line(byte[] bytes, boolean tooLong) {
        int marked = BYTE_ORDER_MARK.length;
        boolean hasMark =
                read == 1 && bytes.length >= marked && Arrays.equals(bytes, 0, marked, BYTE_ORDER_MARK, 0, marked);
        return new Line(read, hasMark ? Arrays.copyOfRange(bytes, marked, bytes.length) : bytes, tooLong);
    }

    private int lineFeed() {
        for (int i = position; i < limit; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private boolean fill() throws IOException {
        position = 0;
        limit = Math.max(0, stream.read(buffer, 0, buffer.length));
        return limit > 0;
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
