package io.sekat.producers;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A file to read, under the name that messages give it.
 *
 * @param name name for people
 * @param opening opens it; the reader closes the stream
 */
public record Input(String name, Opening opening) {
    /** Opens a stream. */
    @FunctionalInterface
    public interface Opening {
        /** A new stream; the caller closes it. */
        InputStream open() throws IOException;
    }

    /** A file. */
    public static Input file(Path path) {
        return new Input(path.toString(), () -> Files.newInputStream(path));
    }

    /** What a command's argument names: a file, or standard input where it is {@code -}. */
    public static Input argument(String argument) {
        return argument.equals("-") ? new Input("stdin", StandardInput::new) : file(Path.of(argument));
    }

    /**
     * Opens it.
     *
     * @throws UnusableInput when it cannot be opened; the message names it
     */
    InputStream open() {
        try {
            return opening.open();
        } catch (NoSuchFileException e) {
            throw new UnusableInput(name + ": there is no such file");
        } catch (IOException e) {
            throw new UnusableInput(name + ": cannot be read (" + e + ")");
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
