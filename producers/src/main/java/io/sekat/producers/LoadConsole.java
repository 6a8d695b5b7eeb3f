package io.sekat.producers;

import io.sekat.cli.Terminal;
import java.io.PrintWriter;
import java.util.Locale;

/** Tells a person how a file gets on: bad rows, and on a terminal a line that is rewritten in place. */
final class LoadConsole implements LoadListener {
    private static final int MOST_SHOWN = 20;
    private static final long REWRITE_NANOS = 250_000_000;
    private static final int ROWS_BETWEEN_LOOKS = 64;
    private static final String CLEAR = "\r\u001B[K";

    private final PrintWriter err;
    private final String title;
    private final boolean terminal;
    private final long start = System.nanoTime();
    private long rewritten = start;
    private long rejected;
    private boolean lineShown;

    /**
     * @param err where messages go
     * @param title what is read, e.g. accounts
     * @param terminal whether a person looks at it now
     */
    LoadConsole(PrintWriter err, String title, boolean terminal) {
        this.err = err;
        this.title = title;
        this.terminal = terminal;
    }

    @Override
    public void read(long rows) {
        if (!terminal || rows % ROWS_BETWEEN_LOOKS != 0) {
            return;
        }
        long now = System.nanoTime();
        if (now - rewritten >= REWRITE_NANOS) {
            rewritten = now;
            long rate = Math.round(rows / ((now - start) / 1e9));
            err.print(CLEAR + String.format(Locale.ROOT, "%s %,d rows  %,d rows/s", title, rows, rate));
            err.flush();
            lineShown = true;
        }
    }

    @Override
    public void rejected(BadRow row) {
        rejected++;
        if (rejected <= MOST_SHOWN) {
            clear();
            err.println(Terminal.printable(row.toString()));
            err.flush();
        }
    }

    /** Removes the line that is rewritten and says how many bad rows were not shown. */
    void end() {
        clear();
        if (rejected > MOST_SHOWN) {
            err.println(String.format(Locale.ROOT, "and %,d more, see `sekat rejected list`", rejected - MOST_SHOWN));
        }
        err.flush();
    }

    private void clear() {
        if (lineShown) {
            err.print(CLEAR);
            lineShown = false;
        }
    }
}
