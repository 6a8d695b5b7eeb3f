package io.sekat.benchmarks;

import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * How fast the machine is at this moment. One that shares its processors with others is faster in one hour than in another, and
 * its load does not tell: figures of two runs are to be compared where this is about the same.
 */
final class Speed {
    private static final int NUMBERS = 1 << 20;
    private static final int TURNS = 9;

    private Speed() {}

    /** The median time of a piece of work that needs a core and its caches, alone and on all cores at once, for people. */
    static String now() {
        int cores = Runtime.getRuntime().availableProcessors();
        sort(1); // compiles it
        return String.format(
                Locale.ROOT,
                "2^20 numbers sorted in %.0f ms, in %.0f ms on each of %d cores at once",
                sort(1),
                sort(cores),
                cores);
    }

    private static double sort(int atOnce) {
        double[] millis = IntStream.range(0, atOnce)
                .parallel()
                .mapToObj(core -> new Random(core).longs(NUMBERS).toArray())
                .flatMapToDouble(numbers -> IntStream.range(0, TURNS).mapToDouble(turn -> sort(numbers)))
                .sorted()
                .toArray();
        return millis[millis.length / 2];
    }

    private static double sort(long[] numbers) {
        long[] copy = numbers.clone();
        long begun = System.nanoTime();
        Arrays.sort(copy);
        return (System.nanoTime() - begun) / 1e6;
    }
}
