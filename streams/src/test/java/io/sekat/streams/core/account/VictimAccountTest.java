package io.sekat.streams.core.account;

import static io.sekat.streams.Samples.AMOUNT;
import static io.sekat.streams.Samples.RULES;
import static io.sekat.streams.Samples.SUSPECT;
import static io.sekat.streams.Samples.VICTIM;
import static io.sekat.streams.Samples.claimed;
import static io.sekat.streams.Samples.returned;
import static io.sekat.streams.Samples.toAccount;
import static io.sekat.streams.Samples.transfer;
import static org.assertj.core.api.Assertions.assertThat;

import io.sekat.events.AccountMessage;
import io.sekat.events.ClaimState;
import io.sekat.events.Claimant;
import io.sekat.events.EnrichedPayment;
import io.sekat.events.FundTransfer;
import io.sekat.events.PaymentClaimed;
import io.sekat.events.Taint;
import io.sekat.events.TaintedPart;
import io.sekat.streams.account.OneAccount;
import io.sekat.streams.core.Effect;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** What a victim's account tells the suspect's account and the report's file (design section 4.2). */
class VictimAccountTest {
    private OneAccount account = new OneAccount(VICTIM, RULES);

    @Test
    void aClaimWithoutItsTransferWaitsAndTaintsNothing() {
        List<Effect> effects = claim(claimed("R1"));

        assertThat(taints(effects)).isEmpty();
        assertThat(onlyPayment(effects).getState()).isEqualTo(ClaimState.WAITING);
    }

    @Test
    void aTransferThatCameBeforeTheReportTaintsTheSuspectsAccount() {
        arrives(transfer());

        List<Effect> effects = claim(claimed("R1"));

        assertThat(taints(effects)).singleElement().satisfies(taint -> {
            assertThat(sum(taint)).isEqualTo(AMOUNT);
            assertThat(taint.getDebtorAccount()).isEqualTo(VICTIM.toString());
            assertThat(taint.getParts().get(0).getHop()).isEqualTo(1);
            assertThat(taint.getParts().get(0).getRootAccount()).isEqualTo(VICTIM.toString());
            assertThat(taint.getClaimants()).extracting(Claimant::getReportId).containsExactly("R1");
        });
        assertThat(effects)
                .filteredOn(Effect.TellAccount.class::isInstance)
                .extracting(Effect::key)
                .containsExactly(SUSPECT.toString());
    }

    @Test
    void aTransferThatComesAfterTheReportProvesItThen() {
        claim(claimed("R1"));

        List<Effect> effects = arrives(transfer());

        assertThat(taints(effects)).hasSize(1);
        EnrichedPayment payment = onlyPayment(effects);
        assertThat(payment.getState()).isEqualTo(ClaimState.VERIFIED);
        assertThat(payment.getRootTransferRef()).isEqualTo("TX1");
        assertThat(payment.getClaimedMinor()).isEqualTo(AMOUNT);
    }

    @Test
    void theSameClaimOrTransferAgainTellsNobody() {
        claim(claimed("R1"));
        arrives(transfer());

        assertThat(claim(claimed("R1"))).isEmpty();
        assertThat(arrives(transfer())).isEmpty();
    }

    @Test
    void aReturnedTransferTakesTheTaintBack() {
        claim(claimed("R1"));
        arrives(transfer());

        List<Effect> effects = arrives(FundTransfer.newBuilder(returned()));

        assertThat(taints(effects)).extracting(VictimAccountTest::sum).containsExactly(0L);
        assertThat(onlyPayment(effects).getState()).isEqualTo(ClaimState.WAITING);
    }

    @Test
    void aTransferThatWasReturnedBeforeItCameTaintsNothing() {
        claim(claimed("R1"));
        arrives(FundTransfer.newBuilder(returned()));

        assertThat(taints(arrives(transfer()))).isEmpty();
    }

    @Test
    void aSecondReportOfThePaymentIsASecondClaimantOfTheSameSum() {
        arrives(transfer());
        claim(claimed("R1"));

        assertThat(taints(claim(claimed("R2")))).singleElement().satisfies(taint -> {
            assertThat(sum(taint)).isEqualTo(AMOUNT);
            assertThat(taint.getClaimants()).hasSize(2);
        });
    }

    @Test
    void aSmallerSecondClaimDoesNotLowerTheFirst() {
        arrives(transfer());
        claim(claimed("R1"));

        assertThat(taints(claim(claimed("R2").setAmountMinor(1))))
                .extracting(VictimAccountTest::sum)
                .containsExactly(AMOUNT);
    }

    @Property(tries = 200)
    void theOrderOfReportsAndTransfersDoesNotMatter(
            @ForAll @Size(min = 2, max = 8) List<@IntRange(min = 0, max = 7) Integer> order) {
        List<Runnable> inGivenOrder = order.stream().map(this::happening).toList();
        List<Runnable> sorted = order.stream().sorted().map(this::happening).toList();

        AccountState one = after(inGivenOrder);
        AccountState other = after(sorted);

        assertThat(one.roots()).isEqualTo(other.roots());
        assertThat(one.proofs()).isEqualTo(other.proofs());
    }

    private Runnable happening(int number) {
        return switch (number) {
            case 0 -> () -> claim(claimed("R1"));
            case 1 -> () -> claim(claimed("R2").setAmountMinor(AMOUNT * 2));
            case 2 -> () -> claim(claimed("R3").setTransferRef(null));
            case 3 ->
                () -> claim(claimed("R1").setIndex(1).setTransferRef("TX2").setAmountMinor(5));
            case 4 -> () -> arrives(transfer());
            case 5 -> () -> arrives(transfer().setTransferRef("TX2").setAmountMinor(7));
            case 6 -> () -> arrives(FundTransfer.newBuilder(returned()));
            default -> () -> arrives(transfer().setTransferRef("TX0").setCurrency("SGD"));
        };
    }

    private AccountState after(List<Runnable> happenings) {
        account = new OneAccount(VICTIM, RULES);
        happenings.forEach(Runnable::run);
        return account.state();
    }

    private List<Effect> claim(PaymentClaimed.Builder claim) {
        return account.tell(toAccount(claim.build()));
    }

    private List<Effect> arrives(FundTransfer.Builder transfer) {
        return account.arrives(transfer.build());
    }

    private static long sum(Taint taint) {
        return taint.getParts().stream().mapToLong(TaintedPart::getAmountMinor).sum();
    }

    private static List<Taint> taints(List<Effect> effects) {
        return effects.stream()
                .filter(Effect.TellAccount.class::isInstance)
                .map(effect -> (Taint) ((AccountMessage) effect.event()).getBody())
                .toList();
    }

    private static EnrichedPayment onlyPayment(List<Effect> effects) {
        List<EnrichedPayment> payments = effects.stream()
                .filter(Effect.TellCase.class::isInstance)
                .map(effect ->
                        (EnrichedPayment) ((Effect.TellCase) effect).event().getBody())
                .toList();
        assertThat(payments).hasSize(1);
        return payments.get(0);
    }
}
