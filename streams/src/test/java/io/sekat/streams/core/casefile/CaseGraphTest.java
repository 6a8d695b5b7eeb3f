package io.sekat.streams.core.casefile;

import static io.sekat.streams.Samples.PAID;
import static io.sekat.streams.core.casefile.CaseDesk.held;
import static io.sekat.streams.core.casefile.CaseDesk.member;
import static org.assertj.core.api.Assertions.assertThat;

import io.sekat.events.Amount;
import io.sekat.events.CaseMember;
import io.sekat.events.CasePayment;
import io.sekat.events.CaseSummary;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CaseGraphTest {
    private static final int MOST_LINKS = 3;

    private final CaseDesk desk = new CaseDesk(MOST_LINKS);

    @Test
    void aReportAloneIsACaseOfItsOwn() {
        desk.hear(member("R1", "A"));

        assertThat(desk.settle()).containsExactly("R1");

        assertThat(desk.caseOf("R1").getCaseId()).isEqualTo("R1");
        assertThat(desk.caseOf("R1").getReportCount()).isEqualTo(1);
    }

    @Test
    void reportsThatShareAnythingByWayOfOthersAreOneCaseNamedByTheSmallestId() {
        desk.hear(member("R3", "A"), member("R2", "A", "B"), member("R1", "B", "C"), member("R9", "D"));

        desk.settle();

        assertThat(desk.caseOf("R3").getReportIds()).containsExactly("R1", "R2", "R3");
        assertThat(desk.caseOf("R3").getCaseId()).isEqualTo("R1");
        assertThat(desk.caseOf("R1")).isEqualTo(desk.caseOf("R3"));
        assertThat(desk.caseOf("R9").getReportIds()).containsExactly("R9");
    }

    @Test
    void aLaterReportJoinsTwoCases() {
        desk.hear(member("R1", "A"), member("R2", "B"));
        desk.settle();

        desk.hear(member("R3", "A", "B"));

        assertThat(desk.settle()).containsExactlyInAnyOrder("R1", "R2", "R3");
        assertThat(desk.caseOf("R2").getCaseId()).isEqualTo("R1");
    }

    @Test
    void aWithdrawnReportLeavesAndTheCaseFallsApart() {
        desk.hear(member("R1", "A"), member("R2", "A", "B"), member("R3", "B"));
        desk.settle();

        desk.withdraw("R2");

        assertThat(desk.settle()).containsExactlyInAnyOrder("R1", "R3");
        assertThat(desk.caseOf("R1").getReportIds()).containsExactly("R1");
        assertThat(desk.caseOf("R3").getReportIds()).containsExactly("R3");
    }

    @Test
    void nothingIsKeptOfWithdrawnReports() {
        desk.hear(member("R1", "A"), member("R2", "A", "!B"));
        desk.settle();

        desk.withdraw("R1");
        desk.withdraw("R2");
        desk.settle();

        assertThat(desk.register.isEmpty()).isTrue();
    }

    @Test
    void aWithdrawnReportIsNotToldOfWhatWasOnItsWay() {
        desk.hear(member("R1", "A"));

        desk.withdraw("R1");

        assertThat(desk.settle()).isEmpty();
    }

    @Test
    void aProtectedIdentifierJoinsNothingOnceAnyoneSaysSo() {
        desk.hear(member("R1", "A"), member("R2", "A"));
        desk.settle();

        desk.hear(member("R1", "!A"));
        desk.settle();
        assertThat(desk.caseOf("R2").getReportCount()).isEqualTo(1);

        desk.hear(member("R1", "A"));
        desk.settle();
        assertThat(desk.caseOf("R2").getReportCount()).isEqualTo(2);
    }

    @Test
    void anIdentifierThatTooManyReportsNameJoinsNothingUntilThereAreFewer() {
        desk.hear(member("R1", "A"), member("R2", "A"), member("R3", "A"));
        desk.settle();
        assertThat(desk.caseOf("R3").getReportCount()).isEqualTo(MOST_LINKS);

        desk.hear(member("R4", "A"));
        desk.settle();
        assertThat(desk.told.values()).extracting(CaseSummary::getReportCount).containsExactly(1, 1, 1, 1);

        desk.withdraw("R1");
        desk.settle();
        assertThat(desk.caseOf("R4").getReportIds()).containsExactly("R2", "R3", "R4");
    }

    @Test
    void theSameAgainTellsNobody() {
        desk.hear(member("R1", "A"), member("R2", "A"));
        desk.settle();

        desk.hear(member("R1", "A"));

        assertThat(desk.register.unsettled()).isEmpty();
    }

    @Test
    void whatChangesNothingInTheSummaryTellsNobody() {
        desk.hear(member("R1", "A"), member("R2", "A"));
        desk.settle();

        desk.hear(member("R1", "A", "B"));

        assertThat(desk.settle()).isEmpty();
    }

    @Test
    void aPaymentThatTwoReportsClaimCountsOnce() {
        CasePayment unverified = CasePayment.newBuilder()
                .setPayment("V#TX1")
                .setCurrency("MYR")
                .setLostMinor(700)
                .build();
        desk.hear(
                member("R1", "A").setPayments(List.of(held("V#TX1", 500), held("V#TX2", 30))),
                member("R2", "A").setPayments(List.of(unverified)));

        desk.settle();

        assertThat(desk.caseOf("R1").getLost()).containsExactly(new Amount("MYR", 730L));
        assertThat(desk.caseOf("R1").getClaimed()).containsExactly(new Amount("MYR", 530L));
        assertThat(desk.caseOf("R1").getHeld()).containsExactly(new Amount("MYR", 530L));
        assertThat(desk.caseOf("R1").getConfirmed()).isEmpty();
    }

    @Test
    void sumsAreByCurrencyAndStopAtTheLargestNumber() {
        CasePayment dollars =
                CasePayment.newBuilder(held("V#TX3", 9)).setCurrency("USD").build();
        desk.hear(
                member("R1", "A").setPayments(List.of(held("V#TX1", Long.MAX_VALUE), dollars)),
                member("R2", "A").setPayments(List.of(held("V#TX2", 1))));

        desk.settle();

        assertThat(desk.caseOf("R1").getLost())
                .containsExactly(new Amount("MYR", Long.MAX_VALUE), new Amount("USD", 9L));
    }

    @Test
    void aCaseSaysWhoHasToDoWithItWhenAndWhat() {
        CaseMember.Builder first =
                member("R1", "A").setParticipants(List.of("BETAMYKL", "CELCO")).setScamType("PARCEL");
        CaseMember.Builder last = member("R2", "A")
                .setParticipants(List.of("ALPHMYKL", "BETAMYKL"))
                .setScamType("")
                .setVictim("person-of-R1")
                .setIncidentAt(PAID.plus(Duration.ofDays(2)));
        desk.hear(last, first);

        desk.settle();

        CaseSummary summary = desk.caseOf("R1");
        assertThat(summary.getParticipants()).containsExactly("ALPHMYKL", "BETAMYKL", "CELCO");
        assertThat(summary.getScamTypes()).containsExactly("PARCEL");
        assertThat(summary.getVictimCount()).isEqualTo(1);
        assertThat(summary.getFirstIncidentAt()).isEqualTo(PAID);
        assertThat(summary.getLastIncidentAt()).isEqualTo(PAID.plus(Duration.ofDays(2)));
    }

    @Test
    void manyChangesAreToldOnce() {
        desk.hear(member("R1", "A"));
        desk.look();
        for (int i = 2; i <= MOST_LINKS; i++) {
            desk.hear(member("R" + i, "A"));
            desk.passes(Duration.ofMillis(100));
            assertThat(desk.look()).isEmpty();
        }
        desk.passes(Duration.ofMillis(500));

        assertThat(desk.look()).containsExactly("R1", "R2", "R3");
    }

    @Test
    void aClockThatIsSetBackDelaysNothing() {
        desk.hear(member("R1", "A"));
        desk.look();
        desk.hear(member("R2", "A"));
        desk.passes(Duration.ofDays(-1));

        assertThat(desk.look()).containsExactly("R1", "R2");
    }

    @Test
    void aChangeWalksThroughItsOwnCaseAlone() {
        for (int i = 0; i < 1000; i++) {
            desk.hear(member("R" + i, "alone-" + i));
        }
        desk.hear(member("S1", "A"), member("S2", "A"));
        desk.settle();
        desk.register.reads = 0;

        desk.hear(member("S2", "A", "B").setScamType("PARCEL"));
        desk.settle();

        assertThat(desk.register.reads).isLessThan(10);
    }

    @Test
    void aLongChainIsOneCaseAndTellsEachReportOnce() {
        int reports = 3000;
        for (int i = 0; i < reports; i++) {
            desk.hear(member("R%05d".formatted(i), "A" + i, "A" + (i + 1)));
        }

        assertThat(desk.settle()).hasSize(reports).doesNotHaveDuplicates();
        assertThat(desk.caseOf("R02999").getReportCount()).isEqualTo(reports);
        assertThat(desk.caseOf("R02999").getReportIds()).hasSize(200).startsWith("R00000", "R00001");
    }
}
