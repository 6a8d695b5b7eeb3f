package io.sekat.streams.core.trail;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a bank gave back of a lot stays with the victim that it was given to (docs/decisions/0015). */
class GivenBackTest {
    private static final Instant PAID = Instant.parse("2026-03-02T06:00:00Z");
    private static final TrailRoot FIRST = new TrailRoot("BANKMYKL:1", "A", PAID);
    private static final TrailRoot SECOND = new TrailRoot("BANKMYKL:2", "B", PAID);
    private static final String DEBTOR = "BANKMYKL:3";
    private static final Position CREDIT = new Position(PAID.plus(Duration.ofHours(1)), "C");

    private final Node account = new Node("BANKMYKL:4", "MYR", new Limits(5, Duration.ofDays(3), BigDecimal.TEN));

    @Test
    void isNotCountedForAnotherVictimWhenLateDataChangeTheOrderOfTheLots() {
        account.credit(DEBTOR, CREDIT, List.of(new Part(FIRST, 2, 10_000), new Part(SECOND, 2, 5_000)));
        account.settle();
        account.returned(new LotOrigin(CREDIT, DEBTOR, FIRST), 10_000);
        account.settle();

        account.credit(DEBTOR, CREDIT, List.of(new Part(SECOND, 2, 5_000), new Part(FIRST, 2, 10_000)));
        account.settle();

        assertThat(open()).containsExactlyInAnyOrderEntriesOf(Map.of(FIRST, 0L, SECOND, 5_000L));
    }

    @Test
    void isThereAgainWhenTheMoneyIs() {
        account.credit(DEBTOR, CREDIT, List.of(new Part(FIRST, 2, 10_000)));
        account.returned(new LotOrigin(CREDIT, DEBTOR, FIRST), 4_000);
        account.settle();
        account.credit(DEBTOR, CREDIT, List.of());
        account.settle();

        account.credit(DEBTOR, CREDIT, List.of(new Part(FIRST, 2, 10_000)));
        account.settle();

        assertThat(open()).containsExactlyEntriesOf(Map.of(FIRST, 6_000L));
    }

    private Map<TrailRoot, Long> open() {
        return account.ledger.lots.list().stream()
                .collect(Collectors.toMap(state -> state.lot().root(), LotState::openMinor));
    }
}
