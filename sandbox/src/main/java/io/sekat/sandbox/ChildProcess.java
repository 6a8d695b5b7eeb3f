package io.sekat.sandbox;

import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.Arrays;

/**
 * The main class of every child JVM: watches the parent, then runs the program that was asked for in this same JVM.
 *
 * <p>The children run foreign programs on foreign class paths (the registry brings its own), so this class and
 * {@link ParentWatch} use nothing but the JDK.
 */
public final class ChildProcess {

    /** Longer than an orderly stop ever takes, shorter than a person would wait for a dead system's ports. */
    static final Duration SHUTDOWN_GRACE = Duration.ofSeconds(15);

    private ChildProcess() {}

    /**
     * Runs a program that ends, at the latest, with the parent process.
     *
     * @param args the name of the program's main class, then the program's own arguments
     */
    public static void main(String[] args) throws ReflectiveOperationException {
        ParentWatch.start(System.in, SHUTDOWN_GRACE);
        String[] programArgs = Arrays.copyOfRange(args, 1, args.length);
        try {
            Class.forName(args[0]).getMethod("main", String[].class).invoke(null, (Object) programArgs);
        } catch (InvocationTargetException e) {
            e.printStackTrace();
            // Threads that the program has already started must not keep a failed child alive.
            System.exit(1);
        }
    }
}
