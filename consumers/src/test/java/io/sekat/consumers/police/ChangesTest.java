package io.sekat.consumers.police;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sekat.events.AccountAction;
import io.sekat.events.EnrichedAccount;
import io.sekat.events.EnrichedReport;
import io.sekat.events.Escalation;
import io.sekat.events.FundTransfer;
import io.sekat.events.NumberAction;
import io.sekat.events.Victim;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

class ChangesTest {
    private static final Instant EARLIER = Instant.parse("2026-03-02T08:00:00Z");
    private static final Instant LATER = Instant.parse("2026-03-02T09:00:00Z");

    @Test
    void ofEachReportOnlyTheNewestRevisionIsWritten() {
        Changes changes = changes(
                Events.report("R-1", 2).build(),
                Events.report("R-1", 3).build(),
                Events.report("R-1", 1).build());

        assertThat(changes.reports()).extracting(EnrichedReport::getRevision).containsExactly(3L);
    }

    @Test
    void ofEachAlertTheNewestRevisionIsWrittenAndEachIsKept() {
        Changes changes = changes(Events.freeze(2, AccountAction.HOLD), Events.freeze(1, AccountAction.WATCH));

        assertThat(rows(changes, Tables.ALERT))
                .extracting(row -> row.get("revision"))
                .containsExactly(2L);
        assertThat(rows(changes, Tables.ALERT_REVISION))
                .extracting(row -> row.get("revision"))
                .containsExactly(2L, 1L);
    }

    @Test
    void aNumberThatMovedHasARequestAtEachOperator() {
        Changes changes = changes(
                Events.block("MAXIS", 1, NumberAction.BLOCK),
                Events.block("MAXIS", 2, NumberAction.WITHDRAW),
                Events.block("YES", 3, NumberAction.BLOCK));

        assertThat(rows(changes, Tables.ALERT))
                .extracting(row -> row.get("participant_id") + " " + row.get("action"))
                .containsExactly("MAXIS WITHDRAW", "YES BLOCK");
    }

    @Test
    void aReturnRequestThatIsTakenBackAsksForNothing() {
        Changes changes = changes(
                Events.giveBack(1).build(),
                Events.giveBack(2).setWithdrawn(true).build());

        assertThat(rows(changes, Tables.ALERT))
                .extracting(row -> row.get("revision") + " " + row.get("action"))
                .containsExactly("2 WITHDRAW");
        assertThat(rows(changes, Tables.ALERT_REVISION))
                .extracting(row -> row.get("action"))
                .containsExactly("RETURN", "WITHDRAW");
    }

    @Test
    void anAnswerThatIsSentAgainIsTheSameAndCameWhenItFirstCame() {
        Changes changes = new Changes();
        changes.add(Events.held(1), LATER);
        changes.add(Events.held(1), EARLIER);
        changes.add(Events.held(2), LATER);

        assertThat(rows(changes, Tables.RESPONSE))
                .extracting(row -> row.get("revision") + " " + row.get("recorded_at"))
                .containsExactly("1 2026-03-02T08:00Z", "2 2026-03-02T09:00Z");
    }

    @Test
    void twoDeadlinesOfOneRevisionAreTwoEscalations() {
        Escalation first = Events.escalation("F-1", "RHBBMYKL:1111", "RHBBMYKL", 1);
        Escalation second = Escalation.newBuilder(first)
                .setRespondBy(first.getRespondBy().plusSeconds(60))
                .setEscalatedAt(first.getEscalatedAt().plusSeconds(60))
                .build();

        Changes changes = changes(first, second, first);

        assertThat(rows(changes, Tables.ESCALATION)).hasSize(2);
    }

    @Test
    void whatThePoliceAreNotToldIsRefused() {
        assertThatThrownBy(() -> new Changes().add(new FundTransfer(), EARLIER))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("FundTransfer");
    }

    @Test
    void aReportIsFoundByWhatItNamesByItsVictimAndByWhereItsMoneyWent() {
        assertThat(identifiers(Events.report("R-1", 1).build()))
                .containsExactlyInAnyOrder(
                        "ACCOUNT RHBBMYKL:915032160 NAMED RHBBMYKL",
                        "ACCOUNT MBBEMYKL:7777 REACHED MBBEMYKL",
                        "ACCOUNT MBBEMYKL:4472 VICTIM MBBEMYKL",
                        "NUMBER +60182100104 NAMED MAXIS",
                        "TOKEN v-R-1 VICTIM null",
                        "TOKEN h-1 NAMED RHBBMYKL",
                        "TOKEN s-1 NAMED MAXIS");
    }

    @Test
    void aReportWithoutVictimPaymentsAndEntriesIsFoundByWhatItNames() {
        EnrichedReport bare = Events.report("R-1", 1)
                .setVictim(new Victim())
                .setPayments(List.of())
                .setNumbers(List.of())
                .setUrls(List.of("https://bank.example/login"))
                .setAccounts(List.of(EnrichedAccount.newBuilder()
                        .setBank(Events.BANK)
                        .setAccount(Events.ACCOUNT)
                        .build()))
                .build();

        assertThat(identifiers(bare))
                .containsExactlyInAnyOrder(
                        "ACCOUNT RHBBMYKL:915032160 NAMED RHBBMYKL", "URL https://bank.example/login NAMED null");
    }

    @Test
    void onlyTheReportThatACaseIsNamedAfterTellsIt() {
        EnrichedReport.Builder report = Events.report("R-2", 1);

        assertThat(rowsOfCase(report.setCaseSummary(
                        Events.summary("R-1", "R-1", "R-2").build())))
                .isZero();
        assertThat(rowsOfCase(report.setCaseSummary(
                        Events.summary("R-2", "R-2", "R-3").build())))
                .isEqualTo(2);
    }

    private static int rowsOfCase(EnrichedReport.Builder report) {
        ReportRows rows = new ReportRows(report.build());
        return (rows.namedCase().isPresent() ? 1 : 0) + rows.caseSums().size();
    }

    private static List<String> identifiers(EnrichedReport report) {
        return new ReportRows(report)
                .identifiers().stream()
                        .map(row -> row.get("kind") + " " + row.get("value") + " " + row.get("role") + " "
                                + row.get("participant_id"))
                        .toList();
    }

    private static Collection<Row> rows(Changes changes, Table table) {
        return changes.rows().get(table).values();
    }

    private static Changes changes(SpecificRecord... events) {
        Changes changes = new Changes();
        for (SpecificRecord event : events) {
            changes.add(event, EARLIER);
        }
        return changes;
    }
}
