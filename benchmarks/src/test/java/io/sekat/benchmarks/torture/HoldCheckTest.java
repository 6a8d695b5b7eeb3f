package io.sekat.benchmarks.torture;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekat.events.AccountAction;
import io.sekat.events.AlertReason;
import io.sekat.events.Amount;
import io.sekat.events.FreezeAlert;
import io.sekat.serdes.AvroSerdes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The check knows when a hold must end, and sees one that ends before or after. */
class HoldCheckTest {
    private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");
    private static final String ACCOUNT = "12345";
    private static final int HOLD_FOR = Math.toIntExact(Cast.HOLD_FOR.toSeconds());

    private final Workload workload = Workload.draw(1, 0, Duration.ofMinutes(1), (topic, event) -> new byte[0]);
    private final List<FreezeAlert> alerts = new ArrayList<>();

    @BeforeAll
    static void trustEvents() {
        AvroSerdes.trustEvents();
    }

    private void asked(AccountAction action, long minor, int second, @Nullable Integer until) {
        alerts.add(FreezeAlert.newBuilder()
                .setAlertId("a")
                .setBank(Cast.SILENT_BANK)
                .setAccount(ACCOUNT)
                .setRevision(alerts.size() + 1)
                .setAction(action)
                .setHold(minor == 0 ? List.of() : List.of(new Amount("MYR", minor)))
                .setCausedAt(START)
                .setIssuedAt(START.plusSeconds(second))
                .setRespondBy(START.plusSeconds(second).plus(Cast.RESPOND_WITHIN))
                .setHoldUntil(until == null ? null : START.plusSeconds(until))
                .build());
    }

    private void ordered(int second, @Nullable Integer until) {
        asked(AccountAction.FREEZE, 100, second, until);
        alerts.add(FreezeAlert.newBuilder(alerts.remove(alerts.size() - 1))
                .setReasons(List.of(AlertReason.DIRECTIVE))
                .build());
    }

    private List<String> violations() {
        return HoldCheck.check(
                        workload,
                        new Evidence(
                                Map.of(),
                                Map.of(Cast.SILENT_BANK, alerts),
                                Map.of(),
                                Map.of(),
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of()))
                .violations();
    }

    @Test
    void aHoldThatBeginsWithItsTimeAndKeepsItIsRight() {
        asked(AccountAction.WATCH, 0, 0, null);
        asked(AccountAction.HOLD, 100, 5, 5 + HOLD_FOR);
        asked(AccountAction.HOLD, 60, 9, 5 + HOLD_FOR);
        asked(AccountAction.FREEZE, 60, 10, 5 + HOLD_FOR);
        asked(AccountAction.RELEASE, 0, 40, null);
        asked(AccountAction.HOLD, 60, 50, 50 + HOLD_FOR);

        assertThat(violations()).isEmpty();
    }

    @Test
    void aHoldThatBeginsWithLessThanItsTimeIsSeen() {
        asked(AccountAction.HOLD, 100, 5, 4 + HOLD_FOR);

        assertThat(violations()).hasSize(1);
    }

    @Test
    void aHoldThatGoesOnFromOneThatEndedIsSeen() {
        asked(AccountAction.HOLD, 100, 0, HOLD_FOR);
        asked(AccountAction.RELEASE, 0, 20, null);
        asked(AccountAction.HOLD, 100, 21, HOLD_FOR);

        assertThat(violations()).hasSize(1);
    }

    @Test
    void anEndThatComesNearerIsSeen() {
        asked(AccountAction.HOLD, 100, 0, HOLD_FOR);
        asked(AccountAction.FREEZE, 100, 1, HOLD_FOR - 1);

        assertThat(violations()).hasSize(1);
    }

    @Test
    void moreMoneyBeginsTheTimeAnew() {
        asked(AccountAction.HOLD, 100, 0, HOLD_FOR);
        asked(AccountAction.HOLD, 101, 7, 7 + HOLD_FOR);
        assertThat(violations()).isEmpty();

        asked(AccountAction.HOLD, 102, 9, 7 + HOLD_FOR);
        assertThat(violations()).hasSize(1);
    }

    @Test
    void byAClockThatWasSetBackMoreMoneyBringsTheEndNoNearer() {
        asked(AccountAction.HOLD, 100, 60, 60 + HOLD_FOR);
        asked(AccountAction.HOLD, 101, 7, 60 + HOLD_FOR);
        assertThat(violations()).isEmpty();

        asked(AccountAction.HOLD, 102, 8, 8 + HOLD_FOR);
        assertThat(violations()).hasSize(1);
    }

    @Test
    void aHoldThatLastsLongerThanAnybodySaidIsSeen() {
        asked(AccountAction.HOLD, 100, 0, HOLD_FOR + 1);
        assertThat(violations()).hasSize(1);

        workload.extend(Cast.SILENT_BANK + ":" + ACCOUNT, START.plusSeconds(HOLD_FOR + 2));
        assertThat(violations()).as("as long as was said, or as usual").hasSize(1);

        workload.extend(Cast.SILENT_BANK + ":" + ACCOUNT, START.plusSeconds(HOLD_FOR + 1));
        assertThat(violations()).isEmpty();
    }

    @Test
    void aHoldThatWasExtendedBeginsWithItsTimeAllTheSame() {
        workload.extend(Cast.SILENT_BANK + ":" + ACCOUNT, START.plusSeconds(HOLD_FOR + 100));
        asked(AccountAction.HOLD, 100, 5, 4 + HOLD_FOR);

        assertThat(violations()).hasSize(1);
    }

    @Test
    void whatIsFrozenByOrderEndsByAnotherOnly() {
        ordered(0, null);
        asked(AccountAction.HOLD, 100, 7, 7 + HOLD_FOR); // the order was dismissed
        assertThat(violations()).isEmpty();

        ordered(8, 7 + HOLD_FOR);
        assertThat(violations()).hasSize(1);
    }
}
