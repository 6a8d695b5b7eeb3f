package io.sekat.streams.account;

import static io.sekat.streams.Samples.AMOUNT;
import static io.sekat.streams.Samples.PAID;
import static io.sekat.streams.Samples.RULES;
import static io.sekat.streams.Samples.VICTIM;
import static io.sekat.streams.Samples.claimed;
import static io.sekat.streams.Samples.returned;
import static io.sekat.streams.Samples.transfer;
import static org.assertj.core.api.Assertions.assertThat;

import io.sekat.events.FundTransfer;
import io.sekat.events.PaymentClaimed;
import io.sekat.streams.core.account.PaymentClaim;
import io.sekat.streams.core.account.Standing;
import io.sekat.streams.core.account.Transfer;
import io.sekat.streams.core.account.Verification;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerificationTest {
    private static final Duration DAY = Duration.ofDays(1);

    @Test
    void aPaymentIsProvedByTheTransferOfItsReference() {
        assertThat(proof(claimed("R1"), transfer(), transfer().setTransferRef("TX2")))
                .contains("TX1");
    }

    @Test
    void aReferenceProvesWhateverTheAmountAndTimeReported() {
        PaymentClaimed.Builder claim = claimed("R1").setAmountMinor(1).setPaidAt(PAID.minus(DAY.multipliedBy(20)));

        assertThat(proof(claim, transfer())).contains("TX1");
    }

    @Test
    void anotherReferenceProvesNothingEvenWithTheSameAmountAndTime() {
        assertThat(proof(claimed("R1"), transfer().setTransferRef("TX2"))).isEmpty();
    }

    @Test
    void aTransferToAnotherAccountProvesNothing() {
        assertThat(proof(claimed("R1"), transfer().setCreditorAccount("200000003")))
                .isEmpty();
        assertThat(proof(claimed("R1"), transfer().setCreditorBank("ALPHMYKL"))).isEmpty();
    }

    @Test
    void aCashWithdrawalProvesNothing() {
        assertThat(proof(claimed("R1"), transfer().setCreditorBank(null).setCreditorAccount(null)))
                .isEmpty();
    }

    @Test
    void aTransferInAnotherCurrencyProvesNothing() {
        assertThat(proof(claimed("R1"), transfer().setCurrency("SGD"))).isEmpty();
        assertThat(proof(claimed("R1").setTransferRef(null), transfer().setCurrency("SGD")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, true", "86400000, true", "-86400000, true", "86400001, false", "-86400001, false"})
    void withoutAReferenceATransferWithinADayProvesBothEndsIncluded(long millisLater, boolean proves) {
        PaymentClaimed.Builder claim = claimed("R1").setTransferRef(null);

        Optional<String> proof = proof(claim, transfer().setSettledAt(PAID.plusMillis(millisLater)));

        assertThat(proof.isPresent()).isEqualTo(proves);
    }

    @ParameterizedTest
    @CsvSource({"-1", "1"})
    void withoutAReferenceTheAmountMustBeTheSame(long more) {
        assertThat(proof(claimed("R1").setTransferRef(null), transfer().setAmountMinor(AMOUNT + more)))
                .isEmpty();
    }

    @Test
    void withoutAReferenceTheEarliestSuchTransferProves() {
        PaymentClaimed.Builder claim = claimed("R1").setTransferRef(null);

        Optional<String> proof = proof(
                claim,
                transfer().setTransferRef("AT-THE-TIME"),
                transfer().setTransferRef("EARLIER").setSettledAt(PAID.minusSeconds(60)),
                transfer()
                        .setTransferRef("TOO-EARLY")
                        .setSettledAt(PAID.minus(DAY).minusMillis(1)));

        assertThat(proof).contains("EARLIER");
    }

    @Test
    void ofTwoTransfersAtTheSameTimeTheFirstReferenceProves() {
        PaymentClaimed.Builder claim = claimed("R1").setTransferRef(null);

        assertThat(proof(claim, transfer().setTransferRef("B"), transfer().setTransferRef("A")))
                .contains("A");
    }

    @Test
    void withoutAReferenceAndATimeNothingProves() {
        assertThat(proof(claimed("R1").setTransferRef(null).setPaidAt(null), transfer()))
                .isEmpty();
    }

    @Test
    void aReturnedTransferIsAsIfItHadNeverBeenInBothOrders() {
        FundTransfer settled = transfer().build();

        assertThat(standing(settled, returned())).isEqualTo(Standing.RETURNED);
        assertThat(standing(returned(), settled)).isEqualTo(Standing.RETURNED);
    }

    @Test
    void aTransferThatComesAgainWithTheSameReferenceChangesNothing() {
        FundTransfer again =
                transfer().setAmountMinor(1).setSettledAt(PAID.plusSeconds(9)).build();

        assertThat(standing(transfer().build(), again))
                .isEqualTo(standing(transfer().build()));
    }

    private static Standing standing(FundTransfer... arrived) {
        Standing standing = null;
        for (FundTransfer transfer : arrived) {
            standing = Standing.after(standing, transfer);
        }
        return standing;
    }

    private static Optional<String> proof(PaymentClaimed.Builder claim, FundTransfer.Builder... transfers) {
        Book book = new Book(Stores.inMemoryKeyValueStore("books").get(), VICTIM);
        Arrays.stream(transfers).forEach(transfer -> book.take(transfer.build()));
        return Verification.of(PaymentClaim.of(claim.build()), book, RULES.verifyWindow())
                .map(Transfer::reference);
    }
}
