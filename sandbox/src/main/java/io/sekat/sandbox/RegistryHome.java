package io.sekat.sandbox;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Finds the unpacked distribution of the Apicurio registry. */
final class RegistryHome {

    /** The system property that names the folder; the launcher sets it. */
    static final String PROPERTY = "sekat.registry.home";

    private static final String RUNNER = "apicurio-registry-app-*-runner.jar";

    private RegistryHome() {}

    /**
     * The registry's runnable jar, in the folder that the system property names or else in a folder {@code registry}
     * near our own code: beside {@code target/classes} in a build, beside or above the jars in an installation.
     *
     * @throws StartFailure if it is in none of these places
     */
    static Path runnerJar() {
        List<Path> places = places();
        return places.stream()
                .flatMap(place -> runnerIn(place).stream())
                .findFirst()
                .orElseThrow(() -> new StartFailure(
                        ("The schema registry was not found: no %s in any of %s. Build the sandbox module, which unpacks"
                                        + " it, or name its folder with -D%s=DIR.")
                                .formatted(RUNNER, places, PROPERTY)));
    }

    private static List<Path> places() {
        String named = System.getProperty(PROPERTY, "");
        if (!named.isEmpty()) {
            return List.of(Path.of(named).toAbsolutePath());
        }
        List<Path> places = new ArrayList<>();
        Path folder = ChildJvm.home().getParent();
        for (int level = 0; level < 2 && folder != null; level++, folder = folder.getParent()) {
            places.add(folder.resolve("registry"));
        }
        return places;
    }

    private static Optional<Path> runnerIn(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(folder, RUNNER)) {
            Iterator<Path> found = jars.iterator();
            return found.hasNext() ? Optional.of(found.next()) : Optional.empty();
        } catch (IOException e) {
            throw new StartFailure("The folder %s cannot be read: %s".formatted(folder, e.getMessage()), e);
        }
    }
}
