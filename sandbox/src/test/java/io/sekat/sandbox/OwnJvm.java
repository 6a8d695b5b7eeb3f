package io.sekat.sandbox;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Programs of this build in a JVM of their own, as a person starts them. */
final class OwnJvm {
    private OwnJvm() {}

    /** The command, with both outputs in one. */
    static ProcessBuilder of(Class<?> program, List<String> arguments) {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                ChildJvm.ownClassPath().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
                program.getName()));
        words.addAll(arguments);
        return new ProcessBuilder(words).redirectErrorStream(true);
    }
}
