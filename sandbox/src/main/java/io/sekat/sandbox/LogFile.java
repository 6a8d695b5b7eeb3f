package io.sekat.sandbox;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The log of a child process, which goes on across restarts.
 *
 * @param path where it is
 * @param start its length when this run began: what stands before is of earlier runs
 */
record LogFile(Path path, long start) {

    /** Frames of a stack trace would push the messages, which tell what is wrong, out of the tail. */
    private static final Pattern STACK_FRAME = Pattern.compile("\\s+(at |\\.\\.\\. \\d+ more)");

    private static final int TAIL_LINES = 15;
    private static final int TAIL_BYTES = 16 * 1024;

    /** The log as it is now, to which a run is about to append; a file that is not there yet is an empty one. */
    static LogFile openedAt(Path path) {
        try {
            return new LogFile(path, Files.exists(path) ? Files.size(path) : 0);
        } catch (IOException e) {
            throw new StartFailure("The log %s cannot be read: %s".formatted(path, e.getMessage()), e);
        }
    }

    /** A sentence for an error message: the last messages that this run wrote, and where to find the rest. */
    String describeTail() {
        List<String> lines;
        try {
            lines = tail();
        } catch (IOException e) {
            return "Its log %s cannot be read: %s".formatted(path, e.getMessage());
        }
        if (lines.isEmpty()) {
            return "It wrote nothing to its log %s.".formatted(path);
        }
        return lines.stream().collect(Collectors.joining("\n    ", "The end of its log " + path + ":\n    ", ""));
    }

    private List<String> tail() throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            file.seek(Math.max(start, file.length() - TAIL_BYTES));
            byte[] bytes = new byte[(int) (file.length() - file.getFilePointer())];
            file.readFully(bytes);
            List<String> lines = new String(bytes, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line ->
                            !line.isBlank() && !STACK_FRAME.matcher(line).lookingAt())
                    .toList();
            return lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size());
        }
    }
}
