package io.sekat.streams.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class NamingTest {
    private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
    private static final Duration WEEK = Duration.ofDays(7);

    @Test
    void nobodyIsNoVictim() {
        assertThat(Naming.victims(List.of())).isZero();
        assertThat(Naming.victimsWithin(WEEK, List.of())).isZero();
    }

    @Test
    void onePersonWhoReportsTwiceIsOneVictim() {
        List<Naming> namings = List.of(new Naming("a", START), new Naming("a", START.plusSeconds(5)));

        assertThat(Naming.victims(namings)).isEqualTo(1);
        assertThat(Naming.victimsWithin(WEEK, namings)).isEqualTo(1);
    }

    @Test
    void bothEndsOfTheWindowBelongToIt() {
        List<Naming> namings = List.of(new Naming("a", START), new Naming("b", START.plus(WEEK)));

        assertThat(Naming.victimsWithin(WEEK, namings)).isEqualTo(2);
    }

    @Test
    void oneMillisecondMoreThanTheWindowIsTooFar() {
        List<Naming> namings =
                List.of(new Naming("a", START), new Naming("b", START.plus(WEEK).plusMillis(1)));

        assertThat(Naming.victimsWithin(WEEK, namings)).isEqualTo(1);
    }

    @Property
    void theMostVictimsWithinAWindowAreThoseOfItsBestStart(
            @ForAll("namings") List<Naming> namings, @ForAll @IntRange(min = 1, max = 12) int hours) {
        Duration window = Duration.ofHours(hours);

        assertThat(Naming.victimsWithin(window, namings)).isEqualTo(bruteForce(window, namings));
    }

    @Provide
    Arbitrary<List<Naming>> namings() {
        Arbitrary<String> victims = Arbitraries.of("a", "b", "c", "d", "e");
        Arbitrary<Instant> times =
                Arbitraries.integers().between(0, 40).map(hour -> START.plus(Duration.ofHours(hour)));
        return Combinators.combine(victims, times).as(Naming::new).list().ofMaxSize(14);
    }

    private static int bruteForce(Duration window, List<Naming> namings) {
        return namings.stream()
                .mapToInt(first -> (int) namings.stream()
                        .filter(naming -> !naming.reportedAt().isBefore(first.reportedAt()))
                        .filter(naming ->
                                !naming.reportedAt().isAfter(first.reportedAt().plus(window)))
                        .map(Naming::victim)
                        .distinct()
                        .count())
                .max()
                .orElse(0);
    }
}
