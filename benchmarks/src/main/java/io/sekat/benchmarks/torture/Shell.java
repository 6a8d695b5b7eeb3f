package io.sekat.benchmarks.torture;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Commands of the operating system that Java has no call for: signals, mounts, frozen file systems. */
final class Shell {
    private Shell() {}

    /**
     * Runs a command and waits for its end.
     *
     * @throws IllegalStateException when it fails; the message has what it said
     */
    static void now(String command) {
        try {
            Process process = new ProcessBuilder("sh", "-c", command)
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            int code = process.waitFor();
            if (code != 0) {
                throw new IllegalStateException("'" + command + "' ended with " + code + ": " + said);
            }
        } catch (IOException e) {
            throw new IllegalStateException("'" + command + "' cannot be run: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted in '" + command + "'", e);
        }
    }

    /** Whether a command ends well. */
    static boolean works(String command) {
        try {
            now(command);
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    /** Runs a command beside us, to its end even when we are gone. */
    static void later(String command) {
        start(command, ProcessBuilder.Redirect.from(new java.io.File("/dev/null")));
    }

    /**
     * Runs a command once we are gone, in whatever way: its standard input ends then.
     *
     * @return runs the command now and waits for its end
     */
    static Runnable atOurEnd(String command) {
        Process process = start("trap '' INT TERM HUP; cat >/dev/null; " + command, ProcessBuilder.Redirect.PIPE);
        return () -> {
            try {
                process.getOutputStream().close();
                process.waitFor();
            } catch (IOException e) {
                throw new IllegalStateException("'" + command + "' cannot be told to run: " + e.getMessage(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }

    private static Process start(String command, ProcessBuilder.Redirect input) {
        try {
            return new ProcessBuilder("sh", "-c", command)
                    .redirectInput(input)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new IllegalStateException("'" + command + "' cannot be run: " + e.getMessage(), e);
        }
    }
}
