package io.sekat.producers;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * A file to read, packed with gzip or not, under the name that messages give it.
 *
 * <p>Not a record: nobody may come by what is stored without {@link #open()}, which unpacks it.
 */
public final class Input {
    /** Opens a stream. */
    @FunctionalInterface
    public interface Opening {
        /** A new stream; the caller closes it. */
        InputStream open() throws IOException;
    }

    private final String name;
    private final Opening opening;

    /**
     * @param name name for people
     * @param opening opens it as it is stored; the reader closes the stream
     */
    public Input(String name, Opening opening) {
        this.name = name;
        this.opening = opening;
    }

    /** A file. */
    public static Input file(Path path) {
        return new Input(path.toString(), () -> Files.newInputStream(path));
    }

    /** What a command's argument names: a file, or standard input where it is {@code -}. */
    public static Input argument(String argument) {
        return argument.equals("-") ? new Input("stdin", StandardInput::new) : file(Path.of(argument));
    }

    /** Its name for people. */
    public String name() {
        return name;
    }

    /**
     * Opens it, and unpacks it where it is packed.
     *
     * @return its content; the caller closes it
     * @throws UnusableInput when it cannot be opened; the message names it
     */
    public InputStream open() {
        try {
            return unpacked(opening.open());
        } catch (NoSuchFileException e) {
            throw new UnusableInput(name + ": there is no such file");
        } catch (IOException e) {
            throw new UnusableInput(name + ": cannot be read (" + e + ")");
        }
    }

    /** The first two bytes tell: no text in UTF-8 begins with those of gzip. */
    private static InputStream unpacked(InputStream stored) throws IOException {
        try {
            BufferedInputStream stream = new BufferedInputStream(stored);
            stream.mark(2);
            int first = stream.read();
            int second = stream.read();
            stream.reset();
            return (second << 8 | first) == GZIPInputStream.GZIP_MAGIC ? new GZIPInputStream(stream) : stream;
        } catch (IOException e) {
            stored.close();
            throw e;
        }
    }

    /** Standard input, which stays open for whoever reads it next. */
    private static final class StandardInput extends FilterInputStream {
        StandardInput() {
            super(System.in);
        }

        @Override
        public void close() {}
    }
}
