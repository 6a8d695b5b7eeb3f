package io.sekat.streams.core.account;

import static io.sekat.streams.Samples.AMOUNT;
import static io.sekat.streams.Samples.claimed;
import static io.sekat.streams.Samples.transfer;
import static org.assertj.core.api.Assertions.assertThat;

import io.sekat.events.PaymentClaimed;
import io.sekat.money.Money;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

class RootTest {
    private static final Transfer PAYMENT = Transfer.of(transfer().build());

    @Test
    void aClaimLargerThanThePaymentIsCappedAtThePayment() {
        assertThat(onlyRoot(claimed("R1").setAmountMinor(AMOUNT + 1)).claimed()).isEqualTo(new Money("MYR", AMOUNT));
    }

    @Test
    void aClaimOfAPartOfThePaymentStays() {
        assertThat(onlyRoot(claimed("R1").setAmountMinor(AMOUNT - 1)).claimed())
                .isEqualTo(new Money("MYR", AMOUNT - 1));
    }

    @Test
    void ofTwoClaimsOnOnePaymentTheLargerCountsInBothOrders() {
        PaymentClaimed.Builder small = claimed("R1").setAmountMinor(100);
        PaymentClaimed.Builder large = claimed("R2").setAmountMinor(200);

        assertThat(onlyRoot(small, large).claimed().minor()).isEqualTo(200);
        assertThat(onlyRoot(large, small)).isEqualTo(onlyRoot(small, large));
    }

    @Test
    void twoReportsOfOnePaymentMakeOneClaimOfBothReports() {
        Root root = onlyRoot(claimed("R2"), claimed("R1"));

        assertThat(root.claimed().minor()).isEqualTo(AMOUNT);
        assertThat(root.claimants()).extracting(Claimed::reportId).containsExactly("R1", "R2");
    }

    @Test
    void aReportThatNamesOnePaymentTwiceIsOneClaimant() {
        Root root = onlyRoot(claimed("R1"), claimed("R1").setIndex(1));

        assertThat(root.claimants()).hasSize(1);
    }

    @Test
    void twoPaymentsAreTwoRoots() {
        Transfer other = Transfer.of(transfer().setTransferRef("TX2").build());

        SortedMap<String, Root> roots = Root.of(List.of(
                new Root.Proof(PaymentClaim.of(claimed("R1").build()), PAYMENT),
                new Root.Proof(PaymentClaim.of(claimed("R1").setIndex(1).build()), other)));

        assertThat(roots).containsOnlyKeys("TX1", "TX2");
    }

    private static Root onlyRoot(PaymentClaimed.Builder... claims) {
        SortedMap<String, Root> roots = Root.of(Arrays.stream(claims)
                .map(claim -> new Root.Proof(PaymentClaim.of(claim.build()), PAYMENT))
                .toList());
        assertThat(roots).containsOnlyKeys("TX1");
        return roots.get("TX1");
    }
}
