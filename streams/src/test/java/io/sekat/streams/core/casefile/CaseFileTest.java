package io.sekat.streams.core.casefile;

import static io.sekat.streams.Samples.NUMBER;
import static io.sekat.streams.Samples.PAID;
import static io.sekat.streams.Samples.RECEIVED;
import static io.sekat.streams.Samples.REPORTED;
import static io.sekat.streams.Samples.SUSPECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sekat.events.AccountAction;
import io.sekat.events.CaseMessage;
import io.sekat.events.CaseSummary;
import io.sekat.events.ClaimState;
import io.sekat.events.EnrichedAccount;
import io.sekat.events.EnrichedNumber;
import io.sekat.events.EnrichedPayment;
import io.sekat.events.EnrichedReport;
import io.sekat.events.NumberAction;
import io.sekat.events.ReportWithdrawn;
import io.sekat.events.Victim;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CaseFileTest {
    private static final EnrichedReport OPENING = EnrichedReport.newBuilder()
            .setReportId("R1")
            .setReportedAt(REPORTED)
            .setReceivedAt(RECEIVED)
            .setIncidentAt(PAID)
            .setVictim(new Victim(null, null, null))
            .setPayments(List.of(payment(0, ClaimState.WAITING), payment(1, ClaimState.MENTION)))
            .setAccounts(
                    List.of(account("100000009", AccountAction.NONE), account(SUSPECT.number(), AccountAction.NONE)))
            .setNumbers(List.of(number(NumberAction.NONE)))
            .build();

    private final EnrichedReport file =
            CaseFile.hear(Optional.empty(), new CaseMessage(OPENING)).orElseThrow();

    @Test
    void theReportItselfOpensTheFileWithRevisionOne() {
        assertThat(file.getRevision()).isEqualTo(1);
        assertThat(EnrichedReport.newBuilder(file).setRevision(0).build()).isEqualTo(OPENING);
    }

    @Test
    void theReportAgainChangesNothing() {
        assertThat(CaseFile.hear(Optional.of(file), new CaseMessage(OPENING))).isEmpty();
    }

    @Test
    void factsAboutAnAccountReplaceWhatWasKnownOfItAlone() {
        EnrichedReport next = hear(account(SUSPECT.number(), AccountAction.WATCH));

        assertThat(next.getRevision()).isEqualTo(2);
        assertThat(next.getAccounts())
                .containsExactly(
                        account("100000009", AccountAction.NONE), account(SUSPECT.number(), AccountAction.WATCH));
        assertThat(next.getNumbers()).isEqualTo(OPENING.getNumbers());
        assertThat(next.getPayments()).isEqualTo(OPENING.getPayments());
    }

    @Test
    void factsAboutANumberReplaceWhatWasKnownOfIt() {
        assertThat(hear(number(NumberAction.BLOCK)).getNumbers()).containsExactly(number(NumberAction.BLOCK));
    }

    @Test
    void factsAboutAPaymentReplaceThoseInItsPlace() {
        assertThat(hear(payment(1, ClaimState.VERIFIED)).getPayments())
                .containsExactly(payment(0, ClaimState.WAITING), payment(1, ClaimState.VERIFIED));
    }

    @Test
    void theSameFactsAgainMakeNoRevision() {
        EnrichedReport next = hear(number(NumberAction.WATCH));

        assertThat(CaseFile.hear(Optional.of(next), new CaseMessage(number(NumberAction.WATCH))))
                .isEmpty();
    }

    @Test
    void factsAboutWhatTheReportDoesNotNameMakeNoRevision() {
        assertThat(CaseFile.hear(Optional.of(file), new CaseMessage(account("999999999", AccountAction.HOLD))))
                .isEmpty();
    }

    @Test
    void factsBeforeTheReportAreRefused() {
        assertThatThrownBy(() -> CaseFile.hear(Optional.empty(), new CaseMessage(number(NumberAction.WATCH))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("before the report");
    }

    @Test
    void itsCaseIsKeptAndTheSameCaseAgainMakesNoRevision() {
        EnrichedReport next = hear(summary(1));

        assertThat(next.getRevision()).isEqualTo(2);
        assertThat(next.getCaseSummary()).isEqualTo(summary(1));
        assertThat(CaseFile.hear(Optional.of(next), new CaseMessage(summary(1))))
                .isEmpty();
        assertThat(CaseFile.hear(Optional.of(next), new CaseMessage(summary(2))))
                .isPresent();
    }

    @Test
    void aWithdrawnReportBelongsToNoCaseAndJoinsNoneAgain() {
        ReportWithdrawn withdrawal = new ReportWithdrawn("R1", "D1", RECEIVED);

        EnrichedReport withdrawn = CaseFile.hear(Optional.of(hear(summary(1))), new CaseMessage(withdrawal))
                .orElseThrow();

        assertThat(withdrawn.getCaseSummary()).isNull();
        assertThat(CaseFile.hear(Optional.of(withdrawn), new CaseMessage(summary(2))))
                .isEmpty();
    }

    private static CaseSummary summary(int reports) {
        return CaseSummary.newBuilder()
                .setCaseId("R1")
                .setReportCount(reports)
                .setFirstIncidentAt(PAID)
                .setLastIncidentAt(PAID)
                .build();
    }

    private EnrichedReport hear(Object facts) {
        return CaseFile.hear(Optional.of(file), new CaseMessage(facts)).orElseThrow();
    }

    private static EnrichedAccount account(String number, AccountAction action) {
        return EnrichedAccount.newBuilder()
                .setBank(SUSPECT.bank().value())
                .setAccount(number)
                .setAction(action)
                .build();
    }

    private static EnrichedNumber number(NumberAction action) {
        return EnrichedNumber.newBuilder()
                .setPhoneNumber(NUMBER.e164())
                .setAction(action)
                .build();
    }

    private static EnrichedPayment payment(int index, ClaimState state) {
        return EnrichedPayment.newBuilder()
                .setIndex(index)
                .setAmountMinor(100)
                .setCurrency("MYR")
                .setState(state)
                .build();
    }
}
