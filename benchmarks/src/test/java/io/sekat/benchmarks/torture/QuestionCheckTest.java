package io.sekat.benchmarks.torture;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekat.events.AccountAction;
import io.sekat.events.AlertReason;
import io.sekat.events.Amount;
import io.sekat.events.BlockRequest;
import io.sekat.events.FreezeAlert;
import io.sekat.events.NumberAction;
import io.sekat.serdes.AvroSerdes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The check sees what one revision says against another. */
class QuestionCheckTest {
    private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");
    private static final String ACCOUNT = "12345";
    private static final String NUMBER = "+60121234567";

    private final Workload workload = Workload.draw(1, 0, Duration.ofMinutes(1), (topic, event) -> new byte[0]);
    private final List<FreezeAlert> alerts = new ArrayList<>();
    private final Map<String, List<BlockRequest>> requests = new TreeMap<>();
    private int revision;

    @BeforeAll
    static void trustEvents() {
        AvroSerdes.trustEvents();
    }

    @BeforeEach
    void pay() {
        workload.pay(new Transfer("ALFAMYKL:1", "T", NOW, Cast.SILENT_BANK + ":" + ACCOUNT, "MYR", 100));
        workload.pay(new Transfer("ALFAMYKL:1", "U", NOW, Cast.SILENT_BANK + ":" + ACCOUNT, "MYR", 50));
        workload.pay(new Transfer("ALFAMYKL:1", "V", NOW, null, "MYR", 1000));
    }

    private void asked(AccountAction action, long minor, String alertId, AlertReason... reasons) {
        alerts.add(FreezeAlert.newBuilder()
                .setAlertId(alertId)
                .setBank(Cast.SILENT_BANK)
                .setAccount(ACCOUNT)
                .setRevision(alerts.size() + 1)
                .setAction(action)
                .setHold(minor == 0 ? List.of() : List.of(new Amount("MYR", minor)))
                .setReasons(List.of(reasons))
                .setCausedAt(NOW)
                .setIssuedAt(NOW.plusSeconds(alerts.size()))
                .setRespondBy(NOW.plusSeconds(alerts.size()))
                .build());
    }

    private void asked(NumberAction action, String operator, String alertId, AlertReason... reasons) {
        revision++;
        requests.computeIfAbsent(operator, any -> new ArrayList<>())
                .add(BlockRequest.newBuilder()
                        .setAlertId(alertId)
                        .setPhoneNumber(NUMBER)
                        .setOperator(operator)
                        .setRevision(revision)
                        .setAction(action)
                        .setReasons(List.of(reasons))
                        .setCausedAt(NOW)
                        .setIssuedAt(NOW)
                        .setRespondBy(NOW)
                        .build());
    }

    private List<String> violations() {
        return QuestionCheck.check(
                        workload,
                        new Evidence(
                                Map.of(),
                                Map.of(Cast.SILENT_BANK, alerts),
                                requests,
                                Map.of(),
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of()))
                .stream()
                .flatMap(verdict -> verdict.violations().stream())
                .toList();
    }

    @Test
    void whatChangesIsAskedAnew() {
        asked(AccountAction.WATCH, 0, "a1", AlertReason.NAMED_IN_REPORT);
        asked(AccountAction.HOLD, 100, "a1", AlertReason.NAMED_IN_REPORT);
        asked(AccountAction.HOLD, 150, "a1", AlertReason.NAMED_IN_REPORT);
        asked(AccountAction.HOLD, 150, "a1", AlertReason.NAMED_IN_REPORT, AlertReason.TAINTED_FUNDS);
        asked(AccountAction.RELEASE, 0, "a1", AlertReason.HOLD_EXPIRED);
        asked(AccountAction.HOLD, 150, "a2", AlertReason.NAMED_IN_REPORT);
        asked(NumberAction.WATCH, "HALLO", "n1");
        asked(NumberAction.WATCH, "HALLO", "n1", AlertReason.NAMED_IN_REPORT);
        asked(NumberAction.WITHDRAW, "HALLO", "n1", AlertReason.PORTED_OUT);
        asked(NumberAction.WATCH, "STUMM", "n1", AlertReason.NAMED_IN_REPORT);
        asked(NumberAction.WITHDRAW, "STUMM", "n1");
        asked(NumberAction.BLOCK, "STUMM", "n2", AlertReason.NAMED_IN_REPORT);

        assertThat(violations()).isEmpty();
    }

    @Test
    void aRevisionThatAsksTheSameIsSeen() {
        asked(AccountAction.HOLD, 100, "a1", AlertReason.NAMED_IN_REPORT);
        asked(AccountAction.HOLD, 100, "a1", AlertReason.NAMED_IN_REPORT);

        assertThat(violations()).singleElement().asString().contains(ACCOUNT, "came after");
    }

    @Test
    void anotherIdentifierWithinAnEpisodeAndTheSameAfterItAreSeen() {
        asked(AccountAction.HOLD, 100, "a1");
        asked(AccountAction.HOLD, 90, "a2");
        asked(AccountAction.RELEASE, 0, "a2");
        asked(AccountAction.HOLD, 90, "a2");

        assertThat(violations()).hasSize(2);
    }

    @Test
    void moreThanWasEverPaidIsSeenInAnyRevision() {
        asked(AccountAction.HOLD, 151, "a1");
        asked(AccountAction.HOLD, 150, "a1");

        assertThat(violations()).singleElement().asString().contains("150 was ever paid");
    }

    @Test
    void aRequestThatAsksTheSameIsSeen() {
        asked(NumberAction.WATCH, "HALLO", "n1", AlertReason.NAMED_IN_REPORT);
        asked(NumberAction.WATCH, "HALLO", "n1", AlertReason.NAMED_IN_REPORT);

        assertThat(violations()).singleElement().asString().contains(NUMBER);
    }

    @Test
    void twoOperatorsAtATimeAreSeen() {
        asked(NumberAction.WATCH, "HALLO", "n1", AlertReason.NAMED_IN_REPORT);
        asked(NumberAction.BLOCK, "STUMM", "n1", AlertReason.NAMED_IN_REPORT);

        assertThat(violations()).singleElement().asString().contains(NUMBER);
    }

    @Test
    void aWithdrawalOfWhatWasNotAskedIsSeen() {
        asked(NumberAction.WATCH, "HALLO", "n1", AlertReason.NAMED_IN_REPORT);
        asked(NumberAction.WITHDRAW, "STUMM", "n1");
        asked(NumberAction.WITHDRAW, "HALLO", "n1");

        assertThat(violations()).hasSize(2).allSatisfy(said -> assertThat(said).contains("was not asked"));
    }
}
