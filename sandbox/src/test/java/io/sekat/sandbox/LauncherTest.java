package io.sekat.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code sekat} in a checkout of its own, with JDKs and a build that only say that they were called. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
    private static final Path SCRIPT = Path.of("..", "sekat");

    @TempDir
    private Path folder;

    private Path home;
    private Path jdk;

    /** What the script did. */
    private record Done(int exitCode, String output) {}

    @BeforeEach
    void checkout() throws IOException {
        home = Files.createDirectories(folder.resolve("check out")); // with a blank, as people have it
        Files.copy(SCRIPT, home.resolve("sekat"));
        Files.writeString(home.resolve("pom.xml"), "<project/>");
        Files.createDirectories(home.resolve("schemas/src/main"));
        script(home.resolve("mvnw"), "echo built >> \"$(dirname \"$0\")/builds\"");
        jdk = folder.resolve("jdk");
        java(jdk, "17");
        script(jdk.resolve("bin/javac"), "exit 0");
    }

    @Test
    void withoutAnyJavaItSaysWhatToInstall() throws Exception {
        Done done = run(Map.of("PATH", toolsWithoutJava()), "status");

        assertThat(done.exitCode()).isEqualTo(1);
        assertThat(done.output()).contains("no Java found", "JDK 17", "JAVA_HOME");
    }

    @Test
    void aJavaHomeWithoutJavaIsNamedAsSuch() throws Exception {
        Done done = run(Map.of("JAVA_HOME", folder.resolve("nowhere").toString()), "status");

        assertThat(done.exitCode()).isEqualTo(1);
        assertThat(done.output()).contains("nowhere", "JDK 17");
    }

    @Test
    void aJavaThatIsTooOldIsNamedWithItsVersion() throws Exception {
        java(jdk, "11");

        Done done = run(Map.of("JAVA_HOME", jdk.toString()), "status");

        assertThat(done.exitCode()).isEqualTo(1);
        assertThat(done.output()).contains("Java 11 is too old", "17");
    }

    @Test
    void aJavaWithoutACompilerCannotBuild() throws Exception {
        Files.delete(jdk.resolve("bin/javac"));

        Done done = run(Map.of("JAVA_HOME", jdk.toString()), "status");

        assertThat(done.exitCode()).isEqualTo(1);
        assertThat(done.output()).contains("no Java compiler", "install a JDK");
    }

    @Test
    void itBuildsOnceAndAgainWhenASourceIsNewer() throws Exception {
        assertThat(run(Map.of("JAVA_HOME", jdk.toString()), "status").output()).contains("building");
        assertThat(run(Map.of("JAVA_HOME", jdk.toString()), "status").output()).doesNotContain("building");
        assertThat(builds()).isEqualTo(1);

        Path source = Files.writeString(home.resolve("schemas/src/main/New.java"), "");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));

        assertThat(run(Map.of("JAVA_HOME", jdk.toString()), "status").output()).contains("building");
        assertThat(builds()).isEqualTo(2);
    }

    /** Such as the profile with another serializer: without it, its classes would be missing. */
    @Test
    void itBuildsAgainWithOtherOptionsOfTheBuild() throws Exception {
        String java = jdk.toString();
        assertThat(run(Map.of("JAVA_HOME", java), "status").output()).contains("building");

        assertThat(run(Map.of("JAVA_HOME", java, "MAVEN_ARGS", "-Pconfluent"), "status")
                        .output())
                .contains("building");
        assertThat(run(Map.of("JAVA_HOME", java, "MAVEN_ARGS", "-Pconfluent"), "status")
                        .output())
                .doesNotContain("building");
        assertThat(run(Map.of("JAVA_HOME", java), "status").output()).contains("building");
        assertThat(builds()).isEqualTo(3);
    }

    @Test
    void aBuildThatFailsShowsItsEndAndIsTriedAgain() throws Exception {
        script(home.resolve("mvnw"), "echo 'cannot resolve it'; exit 1");

        Done done = run(Map.of("JAVA_HOME", jdk.toString()), "status");

        assertThat(done.exitCode()).isEqualTo(1);
        assertThat(done.output()).contains("cannot resolve it", "the build failed", "build.log");
        assertThat(run(Map.of("JAVA_HOME", jdk.toString()), "status").output()).contains("building");
    }

    @Test
    void itPassesEverythingElseOnAndEndsAsTheCommandDoes() throws Exception {
        Done done = run(Map.of("JAVA_HOME", jdk.toString()), "load", "accounts", "my file.csv");

        assertThat(done.exitCode()).isEqualTo(3);
        assertThat(done.output()).contains("io.sekat.sandbox.Sekat|load|accounts|my file.csv|");
    }

    @Test
    void aCollectorOfOnesOwnTakesThePlaceOfTheDefault() throws Exception {
        String java = jdk.toString();

        assertThat(run(Map.of("JAVA_HOME", java), "status").output()).contains("option -XX:+UseParallelGC");
        assertThat(run(Map.of("JAVA_HOME", java, "SEKAT_JAVA_OPTS", "-Xmx2g -XX:+UseZGC"), "status")
                        .output())
                .contains("option -Xmx2g", "option -XX:+UseZGC")
                .doesNotContain("UseParallelGC");
        assertThat(run(Map.of("JAVA_HOME", java, "JDK_JAVA_OPTIONS", "-XX:+UseZGC"), "status")
                        .output())
                .doesNotContain("UseParallelGC");
    }

    @Test
    void aTortureHasMoreHeapUnlessItIsToldOtherwise() throws Exception {
        Done done = run(Map.of("JAVA_HOME", jdk.toString(), "SEKAT_JAVA_OPTS", "-Xmx3g"), "torture", "--seed", "1");

        assertThat(done.output())
                .containsSubsequence("option -Xmx1g", "option -Xmx2g", "option -Xmx3g") // the last one counts
                .contains("io.sekat.benchmarks.torture.TortureCommand|--seed|1|");
    }

    /** A {@code java} that tells its version, and otherwise its options and its arguments from the main class on. */
    private static void java(Path home, String version) throws IOException {
        script(home.resolve("bin/java"), """
                case "$*" in
                *-version*) echo "    java.specification.version = %s" >&2; exit 0;;
                esac
                while [ "${1#io.sekat}" = "$1" ]; do echo "option $1"; shift; done
                printf '%%s|' "$@"
                exit 3
                """.formatted(version));
    }

    private static void script(Path file, String content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + content + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** A path on which there is what the script needs, and no Java. */
    private String toolsWithoutJava() throws IOException {
        Path tools = Files.createDirectories(folder.resolve("tools"));
        for (String tool : List.of("bash", "dirname", "readlink", "sed", "find")) {
            for (String place : System.getenv("PATH").split(":", -1)) {
                Path found = Path.of(place, tool);
                if (Files.isExecutable(found) && !Files.exists(tools.resolve(tool))) {
                    Files.createSymbolicLink(tools.resolve(tool), found);
                }
            }
        }
        return tools.toString();
    }

    private long builds() throws IOException {
        return Files.readAllLines(home.resolve("builds")).size();
    }

    private Done run(Map<String, String> environment, String... command) throws Exception {
        List<String> words = new ArrayList<>(List.of(home.resolve("sekat").toString()));
        words.addAll(List.of(command));
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().remove("JAVA_HOME");
        builder.environment().remove("SEKAT_JAVA_OPTS");
        builder.environment().putAll(environment);
        Path output = Files.createTempFile(folder, "output", ".txt");
        Process process = builder.redirectOutput(output.toFile()).start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return new Done(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    }
}
