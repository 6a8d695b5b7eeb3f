package io.sekat.streams.core.casefile;

import static io.sekat.streams.Samples.NUMBER;
import static io.sekat.streams.Samples.PAID;
import static io.sekat.streams.Samples.RECEIVED;
import static io.sekat.streams.Samples.REPORTED;
import static io.sekat.streams.Samples.SUSPECT;
import static io.sekat.streams.Samples.VICTIM;
import static io.sekat.streams.Samples.VICTIM_BANK;
import static org.assertj.core.api.Assertions.assertThat;

import io.sekat.events.CaseIdentifier;
import io.sekat.events.CaseMember;
import io.sekat.events.CasePayment;
import io.sekat.events.ClaimState;
import io.sekat.events.EnrichedAccount;
import io.sekat.events.EnrichedNumber;
import io.sekat.events.EnrichedPayment;
import io.sekat.events.EnrichedReport;
import io.sekat.events.EnrichedTrail;
import io.sekat.events.TrailBank;
import io.sekat.events.Victim;
import io.sekat.streams.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;

class CaseMembersTest {
    private static final EnrichedPayment VERIFIED = payment()
            .setState(ClaimState.VERIFIED)
            .setRootTransferRef("TX1")
            .setClaimedMinor(500)
            .setTrail(EnrichedTrail.newBuilder()
                    .setHeldMinor(300)
                    .setConfirmedMinor(200)
                    .setCashedOutMinor(150)
                    .setReturnedMinor(50)
                    .setBanks(List.of(TrailBank.newBuilder().setBank("GAMMMYKL").build()))
                    .build())
            .build();

    @Test
    void itsAccountsAndNumbersJoinItButNotTheVictimsOwnAccount() {
        assertThat(CaseMembers.of(file().build()).getIdentifiers())
                .containsExactly(
                        new CaseIdentifier(NUMBER.e164(), false), new CaseIdentifier(SUSPECT.toString(), false));
    }

    @Test
    void whatTheDirectorySaysIsProtectedIsToldAsProtected() {
        EnrichedReport file = file().setAccounts(List.of(EnrichedAccount.newBuilder(
                                file().build().getAccounts().get(0))
                        .setEntry(Samples.accountEntry().setProtected$(true).build())
                        .build()))
                .setNumbers(List.of(EnrichedNumber.newBuilder(
                                file().build().getNumbers().get(0))
                        .setEntry(Samples.phoneEntry().setProtected$(true).build())
                        .build()))
                .build();

        assertThat(CaseMembers.of(file).getIdentifiers())
                .extracting(CaseIdentifier::getProtected$)
                .containsExactly(true, true);
    }

    @Test
    void aVerifiedPaymentIsKnownByTheTransferWithWhatBecameOfIt() {
        assertThat(CaseMembers.of(file().setPayments(List.of(VERIFIED)).build()).getPayments())
                .containsExactly(new CasePayment(VICTIM + "#TX1", "MYR", 700L, 500L, 300L, 200L, 150L, 50L));
    }

    @Test
    void aPaymentWithItsReferenceIsTheSameOneBeforeItIsVerified() {
        EnrichedPayment waiting =
                payment().setState(ClaimState.WAITING).setTransferRef("TX1").build();

        assertThat(CaseMembers.of(file().setPayments(List.of(waiting)).build()).getPayments())
                .containsExactly(new CasePayment(VICTIM + "#TX1", "MYR", 700L, 0L, 0L, 0L, 0L, 0L));
    }

    @Test
    void aPaymentOfWhichNoReferenceOrAccountIsKnownIsTheReportsOwn() {
        EnrichedReport noReference =
                file().setPayments(List.of(payment().build())).build();
        EnrichedReport noAccount = file().setVictim(new Victim("v-1", "Alpha", "none"))
                .setPayments(List.of(payment().setTransferRef("TX1").build()))
                .build();

        assertThat(CaseMembers.of(noReference).getPayments().get(0).getPayment())
                .isEqualTo("report R1#0");
        assertThat(CaseMembers.of(noAccount).getPayments().get(0).getPayment()).isEqualTo("report R1#0");
    }

    @Test
    void banksAndOperatorsThatHaveToDoWithItAreItsParticipants() {
        EnrichedNumber known = EnrichedNumber.newBuilder(
                        file().build().getNumbers().get(0))
                .setEntry(Samples.phoneEntry().build())
                .build();

        assertThat(CaseMembers.of(file().build()).getParticipants())
                .containsExactly(SUSPECT.bank().value());
        assertThat(CaseMembers.of(file().setPayments(List.of(VERIFIED))
                                .setNumbers(List.of(known))
                                .build())
                        .getParticipants())
                .containsExactly(VICTIM_BANK, SUSPECT.bank().value(), Samples.OPERATOR, "GAMMMYKL");
    }

    @Test
    void thePersonIsKnownByPseudonymElseAccountElseReport() {
        assertThat(person(new Victim(" v-1 ", VICTIM_BANK, VICTIM.number()))).isEqualTo("v-1");
        assertThat(person(new Victim(" ", VICTIM_BANK, VICTIM.number()))).isEqualTo(VICTIM.toString());
        assertThat(person(new Victim(null, "Alpha", "12"))).isEqualTo("report R1");
    }

    @Test
    void aWithdrawnReportAddsNothing() {
        CaseMember member = CaseMembers.of(
                file().setPayments(List.of(VERIFIED)).setWithdrawnAt(RECEIVED).build());

        assertThat(member.getWithdrawn()).isTrue();
        assertThat(member.getIdentifiers()).isEmpty();
        assertThat(member.getPayments()).isEmpty();
    }

    @Test
    void onlyWhatChangesForTheCaseIsSaid() {
        EnrichedReport before = file().build();
        EnrichedReport answered = EnrichedReport.newBuilder(before)
                .setRevision(2)
                .setAccounts(
                        List.of(EnrichedAccount.newBuilder(before.getAccounts().get(0))
                                .setReportCount(7)
                                .build()))
                .build();
        EnrichedReport verified =
                EnrichedReport.newBuilder(before).setPayments(List.of(VERIFIED)).build();

        assertThat(CaseFile.adds(answered)).isEqualTo(CaseFile.adds(before));
        assertThat(CaseFile.adds(verified)).isNotEqualTo(CaseFile.adds(before));
    }

    private static String person(Victim victim) {
        return CaseMembers.of(file().setVictim(victim).build()).getVictim();
    }

    private static EnrichedPayment.Builder payment() {
        return EnrichedPayment.newBuilder().setIndex(0).setAmountMinor(700).setCurrency("MYR");
    }

    private static EnrichedReport.Builder file() {
        return EnrichedReport.newBuilder()
                .setReportId("R1")
                .setReportedAt(REPORTED)
                .setReceivedAt(RECEIVED)
                .setIncidentAt(PAID)
                .setVictim(new Victim("v-1", VICTIM_BANK, VICTIM.number()))
                .setAccounts(List.of(EnrichedAccount.newBuilder()
                        .setBank(SUSPECT.bank().value())
                        .setAccount(SUSPECT.number())
                        .build()))
                .setNumbers(List.of(EnrichedNumber.newBuilder()
                        .setPhoneNumber(NUMBER.e164())
                        .build()));
    }
}
