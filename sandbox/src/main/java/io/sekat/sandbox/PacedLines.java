package io.sekat.sandbox;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.TimeUnit;

/** Gives a file line by line, so many a second, as reports come in one after the other. */
final class PacedLines extends FilterInputStream {
    private final long interval;
    private long due = System.nanoTime();
    private boolean atStart = true;

    /**
     * @param file is read, and closed with this
     * @param perSecond lines a second, above zero
     */
    PacedLines(InputStream file, int perSecond) {
        super(new BufferedInputStream(file));
        this.interval = TimeUnit.SECONDS.toNanos(1) / perSecond;
    }

    @Override
    public int read() throws IOException {
        if (atStart) {
            await();
        }
        int next = super.read();
        atStart = next == '\n';
        return next;
    }

    /** Never more than the rest of one line, so that nobody waits for the next one with this one in hand. */
    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = 0;
        while (count < length) {
            int next = read();
            if (next < 0) {
                return count == 0 ? -1 : count;
            }
            buffer[offset + count++] = (byte) next;
            if (atStart) {
                break;
            }
        }
        return count;
    }

    /** Zero, as the next line must be waited for: a buffer in front goes on reading while there is more. */
    @Override
    public int available() {
        return 0;
    }

    private void await() throws InterruptedIOException {
        try {
            TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for the next line");
        }
        due += interval;
    }
}
