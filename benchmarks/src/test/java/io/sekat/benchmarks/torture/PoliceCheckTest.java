package io.sekat.benchmarks.torture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.sekat.events.AccountAction;
import io.sekat.events.CaseSummary;
import io.sekat.events.ClaimState;
import io.sekat.events.EnrichedAccount;
import io.sekat.events.EnrichedPayment;
import io.sekat.events.EnrichedReport;
import io.sekat.events.EnrichedTrail;
import io.sekat.events.FreezeAlert;
import io.sekat.events.TrailAccount;
import io.sekat.events.Victim;
import io.sekat.json.EventJson;
import io.sekat.serdes.AvroSerdes;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The check sees a row that is other, lacks or is too many, and knows what rows a report makes. */
class PoliceCheckTest {
    private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");

    @BeforeAll
    static void trustEvents() {
        AvroSerdes.trustEvents();
    }

    private static List<String> violations(Map<String, String> topics, Map<String, String> database) {
        Verdict verdict = new Verdict("test");
        PoliceCheck.compare(verdict, "SELECT a, b FROM some_table", rows(topics), rows(database));
        return verdict.violations();
    }

    private static SortedMap<String, JsonNode> rows(Map<String, String> texts) {
        SortedMap<String, JsonNode> rows = new TreeMap<>();
        texts.forEach((key, text) -> rows.put(key, new TextNode(text)));
        return rows;
    }

    @Test
    void whatIsSaidNamesTheTableHoweverTheQueryReads() {
        Verdict verdict = new Verdict("test");
        PoliceCheck.compare(verdict, PoliceColumns.ALERT, rows(Map.of("a", "1")), rows(Map.of()));

        assertThat(verdict.violations()).singleElement().asString().startsWith("table alert:");
    }

    @Test
    void whatLookupsGoByIsWhatTheEventsSay() {
        EnrichedReport report = EnrichedReport.newBuilder()
                .setReportId("R1")
                .setRevision(3)
                .setReportedAt(NOW)
                .setReceivedAt(NOW)
                .setIncidentAt(NOW)
                .setVictim(new Victim())
                .setWithdrawnAt(NOW.plusSeconds(1))
                .setCaseSummary(CaseSummary.newBuilder()
                        .setCaseId("R0")
                        .setFirstIncidentAt(NOW)
                        .setLastIncidentAt(NOW)
                        .build())
                .build();
        FreezeAlert alert = FreezeAlert.newBuilder()
                .setAlertId("a")
                .setBank("ALFAMYKL")
                .setAccount("2")
                .setRevision(1)
                .setAction(AccountAction.HOLD)
                .setCausedAt(NOW)
                .setIssuedAt(NOW)
                .setRespondBy(NOW.plusSeconds(5))
                .setHoldUntil(NOW.plusSeconds(25))
                .build();
        FreezeAlert newer = FreezeAlert.newBuilder(alert)
                .setRevision(2)
                .setAction(AccountAction.RELEASE)
                .setHoldUntil(null)
                .build();
        Evidence evidence = new Evidence(
                Map.of(),
                Map.of("ALFAMYKL", List.of(alert, newer)),
                Map.of(),
                Map.of(),
                List.of(report),
                List.of(),
                List.of(),
                List.of(),
                List.of());

        Map<String, Map<String, Object>> rows = PoliceColumns.of(evidence, new Responses(List.of(), List.of()));

        long now = NOW.toEpochMilli();
        assertThat(rows.get(PoliceColumns.REPORT))
                .containsEntry("R1", Arrays.asList(3L, "", "", now, now, now, now + 1000, null, "R0"));
        assertThat(rows.get(PoliceColumns.CASE)).isEmpty();
        assertThat(rows.get(PoliceColumns.ALERT))
                .containsEntry(
                        "FREEZE ALFAMYKL ALFAMYKL:2",
                        Arrays.asList(2L, "a", "ALFAMYKL:2", "RELEASE", now, now + 5000, null));
        assertThat(rows.get(PoliceColumns.ALERT_REVISION))
                .containsEntry("FREEZE ALFAMYKL ALFAMYKL:2 1", Arrays.asList("a", "ALFAMYKL:2", "HOLD", now));
    }

    @Test
    void equalRowsAreRight() {
        assertThat(violations(Map.of("a", "1", "b", "2"), Map.of("a", "1", "b", "2")))
                .isEmpty();
    }

    @Test
    void aRowThatIsOtherLacksOrIsTooManyIsSeen() {
        assertThat(violations(Map.of("a", "1"), Map.of("a", "2")))
                .singleElement()
                .asString()
                .contains("some_table", "'a'");
        assertThat(violations(Map.of("a", "1"), Map.of()))
                .singleElement()
                .asString()
                .contains("'a'", "null");
        assertThat(violations(Map.of(), Map.of("a", "1")))
                .singleElement()
                .asString()
                .contains("is in no topic");
    }

    @Test
    void aReportMakesARowForAllThatItIsFoundBy() {
        CaseSummary summary = CaseSummary.newBuilder()
                .setCaseId("R1")
                .setFirstIncidentAt(NOW)
                .setLastIncidentAt(NOW)
                .build();
        TrailAccount reached = TrailAccount.newBuilder()
                .setBank("ALFAMYKL")
                .setAccount("2")
                .setHop(1)
                .setFromAccount("BETAMYKL:1")
                .setTransferRef("T1")
                .setReachedAt(NOW)
                .setReceivedMinor(5)
                .setHeldMinor(5)
                .build();
        EnrichedReport report = EnrichedReport.newBuilder()
                .setReportId("R1")
                .setReportedAt(NOW)
                .setReceivedAt(NOW)
                .setIncidentAt(NOW)
                .setVictim(new Victim())
                .setAccounts(List.of(EnrichedAccount.newBuilder()
                        .setBank("ALFAMYKL")
                        .setAccount("2")
                        .build()))
                .setPayments(List.of(EnrichedPayment.newBuilder()
                        .setIndex(0)
                        .setAmountMinor(5)
                        .setCurrency("MYR")
                        .setState(ClaimState.VERIFIED)
                        .setTrail(EnrichedTrail.newBuilder()
                                .setHeldMinor(5)
                                .setAccounts(List.of(reached))
                                .build())
                        .build()))
                .setCaseSummary(summary)
                .build();

        Map<String, Map<String, Object>> rows = PoliceRows.of(List.of(report));

        assertThat(rows.get(PoliceRows.IDENTIFIER))
                .containsEntry("R1 ACCOUNT ALFAMYKL:2", List.of("NAMED", "ALFAMYKL", NOW.toEpochMilli()));
        assertThat(rows.get(PoliceRows.PAYMENT)).containsOnlyKeys("R1 0");
        assertThat(rows.get(PoliceRows.TRAIL_ACCOUNT)).containsOnlyKeys("R1 0 ALFAMYKL:2");
        assertThat(rows.get(PoliceRows.CASE)).containsEntry("R1", EventJson.object(summary));
    }
}
