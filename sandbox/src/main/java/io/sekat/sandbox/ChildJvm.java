package io.sekat.sandbox;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A running child JVM, seen from its parent. It never outlives the parent ({@link ParentWatch}). */
public final class ChildJvm implements AutoCloseable {

    /** What a JVM needs of its surroundings. Anything else (HTTP_PORT, JAVA_TOOL_OPTIONS) could change a child. */
    private static final Set<String> KEPT_ENVIRONMENT =
            Set.of("PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR", "TEMP", "TMP", "SystemRoot", "USERPROFILE");

    private static final Duration ORDERLY_STOP = Duration.ofSeconds(10);
    private static final Duration FORCED_STOP = Duration.ofSeconds(5);
    private static final Duration BETWEEN_PROBES = Duration.ofMillis(25);

    private final String name;
    private final Process process;
    private final LogFile log;

    private ChildJvm(String name, Process process, LogFile log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /** Answers whether a child does its work yet. Called again and again; must return within a second or so. */
    @FunctionalInterface
    public interface Probe {
        boolean isReady() throws InterruptedException;
    }

    /**
     * Starts a JVM with the Java installation of this one and returns without waiting for it.
     *
     * @param name what it is called in messages and in the names of its files
     * @param folder its working folder, which exists; takes its argument file and its log
     * @param jvmOptions such as {@code -Xmx512m}
     * @param classPath must hold {@link ChildProcess} and the program
     * @param program the program's main class, then its arguments
     * @throws StartFailure if the files cannot be written or the JVM cannot be started
     */
    public static ChildJvm launch(
            String name, Path folder, List<String> jvmOptions, List<Path> classPath, List<String> program) {
        return launch(name, folder, jvmOptions, classPath, program, Map.of());
    }

    /**
     * The same with further variables in the child's environment.
     *
     * @param environment variables that the child gets besides the few that every child keeps
     */
    public static ChildJvm launch(
            String name,
            Path folder,
            List<String> jvmOptions,
            List<Path> classPath,
            List<String> program,
            Map<String, String> environment) {
        LogFile log = LogFile.openedAt(folder.resolve(name + ".log"));
        try {
            // An argument file, because a class path of Maven coordinates can exceed the limit of a command line.
            Path arguments = folder.resolve(name + ".args");
            Files.write(arguments, commandLine(jvmOptions, classPath, program), nativeCharset());
            ProcessBuilder builder = new ProcessBuilder(javaLauncher().toString(), "@" + arguments.toAbsolutePath())
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.path().toFile()));
            builder.environment().keySet().retainAll(KEPT_ENVIRONMENT);
            builder.environment().putAll(environment);
            return new ChildJvm(name, builder.start(), log);
        } catch (IOException e) {
            throw new StartFailure(
                    "The %s could not be started in %s: %s. Check that the folder can be written to, or choose another"
                                    .formatted(name, folder, e.getMessage())
                            + " with --data DIR.",
                    e);
        }
    }

    /** The class path of this JVM, every entry absolute, so that it holds in any working folder. */
    public static List<Path> ownClassPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath())
                .toList();
    }

    /** The folder or jar of {@link ChildProcess}, for class paths that hold nothing else of ours. */
    public static Path home() {
        try {
            return Path.of(ChildProcess.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the sandbox does not lie in a folder or jar", e);
        }
    }

    /**
     * Waits until the child does its work. On every failure the child is gone when this returns.
     *
     * @param probe asks the child itself
     * @param limit how long to wait at most
     * @throws StartFailure if the child exits, is not ready in time, or the thread is interrupted
     */
    public void awaitReady(Probe probe, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        try {
            while (!probe.isReady()) {
                if (!process.isAlive()) {
                    throw new StartFailure(
                            ("The %s stopped while starting, with exit code %d. If its data is damaged, --clean deletes it"
                                            + " and begins anew. %s")
                                    .formatted(name, process.exitValue(), log.describeTail()));
                }
                if (System.nanoTime() - deadline > 0) {
                    kill();
                    throw new StartFailure("The %s was not ready after %d s and has been stopped. %s"
                            .formatted(name, limit.toSeconds(), log.describeTail()));
                }
                Thread.sleep(BETWEEN_PROBES.toMillis());
            }
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
            throw new StartFailure("The start of the %s was interrupted.".formatted(name), e);
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** The child as the operating system sees it, also after its end. */
    public ProcessHandle handle() {
        return process.toHandle();
    }

    /** Where the child's standard output and error go. */
    public Path log() {
        return log.path();
    }

    /** The last of what it wrote, for messages. */
    public String describeTail() {
        return log.describeTail();
    }

    /** Stops the child in order, by force after ten seconds; returns when it is gone. Does nothing the second time. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // The pipe of a child that is already dead; waiting for it below returns at once.
        }
        if (!hasEndedWithin(ORDERLY_STOP)) {
            kill();
        }
    }

    /** Ends the child as a crash would (SIGKILL), with no shutdown hook; returns when it is gone. */
    public void kill() {
        process.destroyForcibly();
        hasEndedWithin(FORCED_STOP);
    }

    /** Puts an interrupt off until after: a child left behind is worse than a late answer to an interrupt. */
    private boolean hasEndedWithin(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return process.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static List<String> commandLine(List<String> jvmOptions, List<Path> classPath, List<String> program) {
        List<String> arguments = new ArrayList<>(jvmOptions);
        arguments.addAll(ownCompilation());
        arguments.add("-cp");
        arguments.add(classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        arguments.add(ChildProcess.class.getName());
        arguments.addAll(program);
        return arguments.stream().map(ChildJvm::quoted).toList();
    }

    /** Who compiles quickly because it runs for a minute only starts nothing that runs for longer. */
    private static List<String> ownCompilation() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("-XX:TieredStopAtLevel="))
                .toList();
    }

    /** Quoted as the java launcher reads argument files, where a backslash escapes. */
    private static String quoted(String argument) {
        return '"' + argument.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static Path javaLauncher() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    /** The launcher reads argument files in the encoding of the platform, whatever file.encoding says. */
    private static Charset nativeCharset() {
        return Charset.forName(
                System.getProperty("native.encoding", Charset.defaultCharset().name()));
    }
}
