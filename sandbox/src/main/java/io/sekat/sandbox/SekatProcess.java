package io.sekat.sandbox;

import io.sekat.config.Settings;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** A command of Sekat in a process of its own, such as one instance of the Streams application. */
public final class SekatProcess {
    private SekatProcess() {}

    /**
     * Starts a command and returns without waiting for it.
     *
     * @param name what the process is called in messages and in the names of its files
     * @param folder its working folder, created if need be; takes its settings and its log
     * @param settings its settings
     * @param jvmOptions such as {@code -Xmx512m}
     * @param command the command and its arguments, such as {@code streams}
     * @throws StartFailure if the files cannot be written or the process cannot be started
     */
    public static ChildJvm launch(
            String name, Path folder, Settings settings, List<String> jvmOptions, List<String> command) {
        List<String> program = new ArrayList<>(List.of(Sekat.class.getName()));
        program.addAll(command);
        program.add("--config");
        program.add(settingsFile(name, folder, settings).toString());
        return ChildJvm.launch(name, folder, jvmOptions, ChildJvm.ownClassPath(), program);
    }

    /**
     * Writes settings as a configuration file for a process.
     *
     * @return the file, absolute
     * @throws StartFailure if it cannot be written
     */
    public static Path settingsFile(String name, Path folder, Settings settings) {
        Path file = folder.toAbsolutePath().resolve(name + ".properties");
        Properties properties = new Properties();
        properties.putAll(settings.asFile());
        try {
            Files.createDirectories(folder);
            try (Writer writer = Files.newBufferedWriter(file)) {
                properties.store(writer, "Written at every start of the " + name);
            }
        } catch (IOException e) {
            throw new StartFailure(
                    "The file %s cannot be written: %s. Choose another folder.".formatted(file, e.getMessage()), e);
        }
        return file;
    }
}
