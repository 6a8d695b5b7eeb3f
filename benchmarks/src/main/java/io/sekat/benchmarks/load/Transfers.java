package io.sekat.benchmarks.load;

import io.sekat.events.FundTransfer;
import io.sekat.events.ReportedPayment;
import io.sekat.events.TransferStatus;
import io.sekat.identifiers.AccountId;
import io.sekat.identifiers.ParticipantId;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** What all transfers of the load have in common. */
final class Transfers {
    static final String CURRENCY = "MYR";
    private static final int BANKS = 10;

    private Transfers() {}

    /** Every bank of the load. */
    static List<ParticipantId> banks() {
        return IntStream.range(0, BANKS).mapToObj(Transfers::bank).toList();
    }

    /** One of them for any number. */
    static ParticipantId bank(int number) {
        return new ParticipantId("BANKMY%02d".formatted(number % BANKS));
    }

    /** A payment as the victim reports it. */
    static ReportedPayment claim(FundTransfer payment) {
        return ReportedPayment.newBuilder()
                .setAmountMinor(payment.getAmountMinor())
                .setCurrency(payment.getCurrency())
                .setPaidAt(payment.getSettledAt())
                .setTransferRef(payment.getTransferRef())
                .setSuspectBank(payment.getCreditorBank())
                .setSuspectAccount(payment.getCreditorAccount())
                .build();
    }

    static FundTransfer of(String reference, AccountId debtor, AccountId creditor, long minor, Instant settledAt) {
        return FundTransfer.newBuilder()
                .setTransferRef(reference)
                .setDebtorBank(debtor.bank().value())
                .setDebtorAccount(debtor.number())
                .setCreditorBank(creditor.bank().value())
                .setCreditorAccount(creditor.number())
                .setAmountMinor(minor)
                .setCurrency(CURRENCY)
                .setSettledAt(settledAt)
                .setStatus(TransferStatus.SETTLED)
                .build();
    }
}
