package io.sekat.streams.core.intake;

import static io.sekat.streams.Samples.PAID;
import static io.sekat.streams.Samples.RECEIVED;
import static io.sekat.streams.Samples.REPORTED;
import static io.sekat.streams.Samples.SUSPECT;
import static io.sekat.streams.Samples.VICTIM;
import static io.sekat.streams.Samples.payment;
import static io.sekat.streams.Samples.personOf;
import static io.sekat.streams.Samples.report;
import static io.sekat.streams.Samples.reportWithoutSuspect;
import static org.assertj.core.api.Assertions.assertThat;

import io.sekat.events.AccountMessage;
import io.sekat.events.AccountNamed;
import io.sekat.events.ClaimState;
import io.sekat.events.EnrichedAccount;
import io.sekat.events.EnrichedReport;
import io.sekat.events.NumberNamed;
import io.sekat.events.PaymentClaimed;
import io.sekat.events.RejectReason;
import io.sekat.events.ReportNote;
import io.sekat.events.ReportedAccount;
import io.sekat.events.ScamReport;
import io.sekat.events.Victim;
import io.sekat.identifiers.ParticipantId;
import io.sekat.streams.core.Effect;
import io.sekat.topics.Topic;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportRuleTest {
    private static final Set<String> BANKS = Set.of("ALPHMYKL", "BETAMYKL");

    private final ReportRule rule = new ReportRule(
            typed -> BANKS.contains(typed) ? Optional.of(new ParticipantId(typed)) : Optional.empty(),
            new TypedNumbers("MY"));

    @Test
    void aGoodReportTellsItsFileTheSuspectAndTheVictimsAccountInThatOrder() {
        List<Effect> effects = effectsOf(report("R1"));

        assertThat(effects).extracting(Effect::key).containsExactly("R1", SUSPECT.toString(), VICTIM.toString());
        assertThat(bodies(effects, AccountNamed.class))
                .containsExactly(new AccountNamed("R1", personOf("R1"), REPORTED));
        PaymentClaimed claim = bodies(effects, PaymentClaimed.class).get(0);
        assertThat(claim.getTransferRef()).isEqualTo("TX1");
        assertThat(claim.getAmountMinor()).isEqualTo(500_000);
        assertThat(claim.getSuspectAccount()).isEqualTo(SUSPECT.number());
    }

    @Test
    void whatIsToldSaysWhenTheBrokerTookTheReport() {
        List<Effect> effects = effectsOf(report("R1"));

        assertThat(effects)
                .filteredOn(Effect.TellAccount.class::isInstance)
                .extracting(effect -> ((AccountMessage) effect.event()).getCausedAt())
                .containsOnly(RECEIVED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   "})
    void aReportWithoutAnIdIsRejected(String id) {
        assertThat(rejected(report("R1").setReportId(id))).isEqualTo(RejectReason.MISSING_REPORT_ID);
    }

    @ParameterizedTest
    @CsvSource({
        "1999-12-31T23:59:59.999Z, true",
        "2000-01-01T00:00:00Z, false",
        "2026-03-03T10:00:01Z, false",
        "2026-03-03T10:00:01.001Z, true"
    })
    void aTimeBefore2000OrMoreThanADayAheadIsRejected(Instant time, boolean isBad) {
        Optional<RejectReason> expected = isBad ? Optional.of(RejectReason.BAD_TIMESTAMP) : Optional.empty();

        assertThat(refusal(report("R1").setReportedAt(time))).isEqualTo(expected);
        assertThat(refusal(report("R1")
                        .setPayments(List.of(payment().setPaidAt(time).build()))))
                .isEqualTo(expected);
    }

    @Test
    void aPaymentAtAnUnknownTimeIsGood() {
        assertThat(refusal(report("R1")
                        .setPayments(List.of(payment().setPaidAt(null).build()))))
                .isEmpty();
    }

    @Test
    void aReportOfMoreThanAnybodyTypesIsRejected() {
        List<String> phones = Collections.nCopies(101, "1");
        assertThat(rejected(report("R1").setSuspectPhones(phones))).isEqualTo(RejectReason.MALFORMED);
        assertThat(refusal(report("R1").setSuspectPhones(phones.subList(0, 100))))
                .isEmpty();

        assertThat(rejected(report("R1").setNarrative("x".repeat(100_001)))).isEqualTo(RejectReason.MALFORMED);
        assertThat(rejected(report("R1").setSuspectUrls(List.of("x".repeat(60_000), "y".repeat(60_000)))))
                .isEqualTo(RejectReason.MALFORMED);
        assertThat(rejected(report("R1").setReportId("R".repeat(201)))).isEqualTo(RejectReason.MALFORMED);
        assertThat(rejected(report("R1").setReportId("R1" + " ".repeat(199)))).isEqualTo(RejectReason.MALFORMED);
        assertThat(refusal(report("R1").setReportId("R".repeat(200)))).isEmpty();
    }

    /** They are kept with each claim of the victim's account, in one record. */
    @Test
    void whatIsKeptWithEachClaimIsShort() {
        assertThat(refusal(report("R1").setVictim(new Victim("v".repeat(200), null, null))))
                .isEmpty();
        assertThat(rejected(report("R1").setVictim(new Victim("v".repeat(201), null, null))))
                .isEqualTo(RejectReason.MALFORMED);
        assertThat(refusal(report("R1")
                        .setPayments(
                                List.of(payment().setTransferRef("T".repeat(64)).build()))))
                .isEmpty();
        assertThat(rejected(report("R1")
                        .setPayments(
                                List.of(payment().setTransferRef("T".repeat(65)).build()))))
                .isEqualTo(RejectReason.MALFORMED);
    }

    @Test
    void whatTheLargestReportTellsItsFileIsFarFromTheLargestRecord() throws IOException {
        ScamReport.Builder largest = report("R1")
                .setSuspectPhones(Collections.nCopies(100, "\u4e0d".repeat(900)))
                .setSuspectUrls(Collections.nCopies(100, "u".repeat(90)));

        ByteBuffer file = EnrichedReport.getEncoder().encode(opening(largest));

        assertThat(file.remaining()).isBetween(500_000, Topic.LARGEST_RECORD / 8);
    }

    @Test
    void anAmountThatNobodyCanPayIsRejected() {
        assertThat(rejected(report("R1")
                        .setPayments(List.of(
                                payment().setAmountMinor(1_000_000_000_000_001L).build()))))
                .isEqualTo(RejectReason.BAD_AMOUNT);
    }

    @Test
    void aReportThatNamesNobodyIsRejected() {
        assertThat(rejected(reportWithoutSuspect("R1"))).isEqualTo(RejectReason.NO_SUSPECT);
    }

    @Test
    void blanksNameNobody() {
        ScamReport.Builder report = reportWithoutSuspect("R1")
                .setPayments(List.of(payment().setSuspectAccount(" ").build()))
                .setSuspectAccounts(List.of(new ReportedAccount("BETAMYKL", " ")))
                .setSuspectPhones(List.of(" "));

        assertThat(rejected(report)).isEqualTo(RejectReason.NO_SUSPECT);
    }

    @ParameterizedTest
    @CsvSource({"0, MYR", "-1, MYR", "100, RINGGIT", "100, ''"})
    void anAmountThatIsNotAboveZeroInAKnownCurrencyIsRejected(long minor, String currency) {
        ScamReport.Builder report = report("R1")
                .setPayments(List.of(
                        payment().setAmountMinor(minor).setCurrency(currency).build()));

        assertThat(rejected(report)).isEqualTo(RejectReason.BAD_AMOUNT);
    }

    @Test
    void oneSenIsAnAmount() {
        assertThat(refusal(report("R1")
                        .setPayments(List.of(payment().setAmountMinor(1).build()))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"NOSUCHBANK", "", " "})
    void anUnknownSuspectBankIsRejected(String bank) {
        assertThat(rejected(report("R1")
                        .setPayments(List.of(payment().setSuspectBank(bank).build()))))
                .isEqualTo(RejectReason.UNKNOWN_BANK);
        assertThat(rejected(
                        reportWithoutSuspect("R1").setSuspectAccounts(List.of(new ReportedAccount(bank, "200000002")))))
                .isEqualTo(RejectReason.UNKNOWN_BANK);
    }

    @Test
    void anUnknownVictimBankIsRejectedWithItsName() {
        Intake intake = rule.decide(
                report("R1")
                        .setVictim(new Victim(null, "NOSUCHBANK", "100000001"))
                        .build(),
                RECEIVED);

        assertThat(intake).isInstanceOfSatisfying(Intake.Rejected.class, rejected -> {
            assertThat(rejected.reason()).isEqualTo(RejectReason.UNKNOWN_BANK);
            assertThat(rejected.message()).contains("victim").contains("'NOSUCHBANK'");
        });
    }

    @Test
    void aBankWithoutAnAccountIsNotLookedUp() {
        assertThat(refusal(report("R1").setVictim(new Victim("p", "NOSUCHBANK", null))))
                .isEmpty();
    }

    @Test
    void anAccountNumberKeepsItsDigitsOnly() {
        EnrichedReport file = opening(report("R1")
                .setPayments(
                        List.of(payment().setSuspectAccount(" 2000-0000 2 ").build())));

        assertThat(file.getAccounts()).extracting(EnrichedAccount::getAccount).containsExactly("200000002");
    }

    @Test
    void anAccountNumberThatCannotBeOneIsNotedAndTheRestGoesOn() {
        EnrichedReport file =
                opening(report("R1").setSuspectAccounts(List.of(new ReportedAccount("BETAMYKL", "12-3"))));

        assertThat(file.getNotes()).extracting(ReportNote::getField).containsExactly("suspectAccounts[0]");
        assertThat(file.getNotes()).extracting(ReportNote::getValue).containsExactly("12-3");
        assertThat(file.getAccounts()).hasSize(1);
    }

    @Test
    void aBadTelephoneNumberIsNotedAndTheRestGoesOn() {
        ScamReport.Builder report = report("R1").setSuspectPhones(List.of("012-345 6789", "call me"));

        EnrichedReport file = opening(report);

        assertThat(file.getNotes()).extracting(ReportNote::getField).containsExactly("suspectPhones[1]");
        assertThat(file.getNotes().get(0).getMessage()).contains("'call me'");
        assertThat(file.getNumbers())
                .singleElement()
                .satisfies(number -> assertThat(number.getPhoneNumber()).isEqualTo("+60123456789"));
    }

    @Test
    void aReportWhoseOnlySuspectIsABadNumberIsAccepted() {
        assertThat(refusal(reportWithoutSuspect("R1").setSuspectPhones(List.of("12"))))
                .isEmpty();
    }

    @Test
    void oneNumberTypedInTwoWaysIsNamedOnce() {
        List<Effect> effects = effectsOf(reportWithoutSuspect("R1")
                .setSuspectPhones(List.of("012-345 6789", "+60 12 345 6789", "0060123456789")));

        assertThat(effects)
                .filteredOn(Effect.TellNumber.class::isInstance)
                .extracting(Effect::key)
                .containsExactly("+60123456789");
    }

    @Test
    void suspectsAreThoseOfPaymentsAndThoseNamedWithoutOne() {
        List<Effect> effects = effectsOf(report("R1")
                .setSuspectAccounts(List.of(
                        new ReportedAccount("BETAMYKL", "200000002"), new ReportedAccount("ALPHMYKL", "300000003")))
                .setSuspectPhones(List.of("0123456789")));

        assertThat(effects)
                .filteredOn(effect ->
                        effect.event() instanceof AccountMessage message && message.getBody() instanceof AccountNamed)
                .extracting(Effect::key)
                .containsExactly("ALPHMYKL:300000003", "BETAMYKL:200000002");
        assertThat(effects).filteredOn(Effect.TellNumber.class::isInstance).hasSize(1);
    }

    @Test
    void theIncidentIsTheFirstPayment() {
        ScamReport.Builder report = report("R1")
                .setPayments(List.of(
                        payment().setPaidAt(null).build(),
                        payment().build(),
                        payment().setPaidAt(PAID.minusSeconds(60)).build()));

        assertThat(opening(report).getIncidentAt()).isEqualTo(PAID.minusSeconds(60));
    }

    @Test
    void withoutAPaymentTheIncidentIsTheTimeOfTheReport() {
        List<Effect> effects = effectsOf(reportWithoutSuspect("R1").setSuspectPhones(List.of("0123456789")));

        NumberNamed named =
                (NumberNamed) ((io.sekat.events.NumberMessage) effects.get(1).event()).getBody();
        assertThat(named.getIncidentAt()).isEqualTo(REPORTED);
    }

    @Test
    void aVictimIsKnownByPseudonymElseByAccountElseByTheReportAlone() {
        assertThat(victimOf(new Victim(" p-1 ", "ALPHMYKL", "100000001"))).isEqualTo("p-1");
        assertThat(victimOf(new Victim(" ", "ALPHMYKL", "1000-00001"))).isEqualTo(VICTIM.toString());
        assertThat(victimOf(new Victim(null, null, null))).isEqualTo("report R1");
    }

    @Test
    void withoutAVictimsAccountAPaymentIsOnlyAMention() {
        ScamReport.Builder report = report("R1").setVictim(new Victim("p", null, null));

        assertThat(bodies(effectsOf(report), PaymentClaimed.class)).isEmpty();
        assertThat(opening(report).getPayments())
                .singleElement()
                .satisfies(payment -> assertThat(payment.getState()).isEqualTo(ClaimState.MENTION));
    }

    @Test
    void aPaymentFromAKnownToAKnownAccountWaitsForItsTransfer() {
        assertThat(opening(report("R1")).getPayments()).singleElement().satisfies(payment -> {
            assertThat(payment.getState()).isEqualTo(ClaimState.WAITING);
            assertThat(payment.getSuspectBank()).isEqualTo("BETAMYKL");
        });
    }

    @Test
    void aBlankReferenceIsNone() {
        List<Effect> effects = effectsOf(
                report("R1").setPayments(List.of(payment().setTransferRef("  ").build())));

        assertThat(bodies(effects, PaymentClaimed.class))
                .singleElement()
                .satisfies(claim -> assertThat(claim.getTransferRef()).isNull());
    }

    @Test
    void theSameReportIsAlwaysReadInTheSameWay() {
        assertThat(effectsOf(report("R1"))).isEqualTo(effectsOf(report("R1")));
    }

    private String victimOf(Victim victim) {
        return bodies(effectsOf(report("R1").setVictim(victim)), AccountNamed.class)
                .get(0)
                .getVictim();
    }

    private List<Effect> effectsOf(ScamReport.Builder report) {
        Intake intake = rule.decide(report.build(), RECEIVED);
        assertThat(intake).isInstanceOf(Intake.Accepted.class);
        return ((Intake.Accepted) intake).effects();
    }

    private EnrichedReport opening(ScamReport.Builder report) {
        Effect.TellCase first = (Effect.TellCase) effectsOf(report).get(0);
        return (EnrichedReport) first.event().getBody();
    }

    private RejectReason rejected(ScamReport.Builder report) {
        return refusal(report).orElseThrow(() -> new AssertionError("accepted: " + report.getReportId()));
    }

    private Optional<RejectReason> refusal(ScamReport.Builder report) {
        return rule.decide(report.build(), RECEIVED) instanceof Intake.Rejected rejected
                ? Optional.of(rejected.reason())
                : Optional.empty();
    }

    private static <T> List<T> bodies(List<Effect> effects, Class<T> type) {
        return effects.stream()
                .filter(Effect.TellAccount.class::isInstance)
                .map(effect -> ((AccountMessage) effect.event()).getBody())
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
