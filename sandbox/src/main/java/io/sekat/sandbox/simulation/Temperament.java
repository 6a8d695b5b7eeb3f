package io.sekat.sandbox.simulation;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How a simulated participant is wont to answer: of a hundred alerts so many in each mood, the rest in full.
 *
 * @param partly percent answered in part
 * @param nothingLeft percent answered with no funds
 * @param refuses percent refused
 * @param silent percent never answered
 * @param quickest shortest time to an answer
 * @param slowest longest time to an answer
 */
public record Temperament(int partly, int nothingLeft, int refuses, int silent, Duration quickest, Duration slowest) {
    private static final int ALL = 100;

    public Temperament {
        if (partly < 0
                || nothingLeft < 0
                || refuses < 0
                || silent < 0
                || partly + nothingLeft + refuses + silent > ALL
                || quickest.isNegative()
                || slowest.compareTo(quickest) < 0) {
            throw new IllegalArgumentException(
                    "temperament of " + partly + ", " + nothingLeft + ", " + refuses + " and "
                            + silent + " percent within " + quickest + " to " + slowest
                            + " is not valid: expected percents of 100 at most together, and a slowest from the quickest on");
        }
    }

    /** One that answers every alert in the same mood. */
    public static Temperament always(Mood mood, Duration after) {
        return new Temperament(
                mood == Mood.PARTLY ? ALL : 0,
                mood == Mood.NOTHING_LEFT ? ALL : 0,
                mood == Mood.REFUSES ? ALL : 0,
                mood == Mood.SILENT ? ALL : 0,
                after,
                after);
    }

    /** One of many: most answer most alerts in full within seconds; some are slow, some often silent. */
    public static Temperament any(RandomGenerator random) {
        Duration quickest = Duration.ofMillis(random.nextInt(100, 800));
        return new Temperament(
                random.nextInt(5, 25),
                random.nextInt(3, 12),
                random.nextInt(1, 8),
                random.nextInt(2, 15),
                quickest,
                quickest.plusMillis(random.nextInt(500, 5_000)));
    }

    /** The mood that one alert meets. */
    Mood mood(RandomGenerator random) {
        int drawn = random.nextInt(ALL);
        int below = partly;
        if (drawn < below) {
            return Mood.PARTLY;
        }
        below += nothingLeft;
        if (drawn < below) {
            return Mood.NOTHING_LEFT;
        }
        below += refuses;
        if (drawn < below) {
            return Mood.REFUSES;
        }
        return drawn < below + silent ? Mood.SILENT : Mood.FULL;
    }

    /** The time that one answer takes. */
    Duration delay(RandomGenerator random) {
        long spread = slowest.minus(quickest).toMillis();
        return quickest.plusMillis(random.nextLong(spread + 1));
    }
}
