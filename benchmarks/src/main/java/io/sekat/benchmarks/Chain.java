package io.sekat.benchmarks;

import io.sekat.events.FundTransfer;
import io.sekat.events.ReportedPayment;
import io.sekat.events.ScamReport;
import io.sekat.events.TransferStatus;
import io.sekat.events.Victim;
import io.sekat.identifiers.AccountId;
import io.sekat.identifiers.ParticipantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A victim's payment that went on through some accounts and lies in the last of them: the hold there is the last of its
 * trail.
 *
 * @param number tells it from other chains
 * @param hops how many transfers, the victim's own included
 * @param first when the victim paid, UTC
 * @param appendedAt milliseconds since 1970 when the broker took the report; 0: not yet
 * @param heldAt milliseconds since 1970 when a reader had the hold; 0: not yet
 */
record Chain(int number, int hops, Instant first, AtomicLong appendedAt, AtomicLong heldAt) {
    static final long MINOR = 100_000;
    static final String CURRENCY = "MYR";
    private static final int BANKS = 10;
    private static final Duration EACH_HOP = Duration.ofMinutes(5);

    static Chain of(int number, int hops, Instant first) {
        return new Chain(number, hops, first, new AtomicLong(), new AtomicLong());
    }

    /** Every bank that a chain may use. */
    static List<ParticipantId> banks() {
        List<ParticipantId> banks = new ArrayList<>();
        for (int bank = 0; bank < BANKS; bank++) {
            banks.add(bank(bank));
        }
        return banks;
    }

    private static ParticipantId bank(int bank) {
        return new ParticipantId("BANKMY%02d".formatted(bank % BANKS));
    }

    /** The account where the money lies in the end. */
    AccountId last() {
        return account(hops);
    }

    private AccountId account(int hop) {
        return new AccountId(bank(number + hop), "7%09d%d".formatted(number, hop));
    }

    private String transferRef(int hop) {
        return "C" + number + "-" + hop;
    }

    /** The victim's payment and what followed, in the order of time. */
    List<FundTransfer> transfers() {
        List<FundTransfer> transfers = new ArrayList<>();
        for (int hop = 1; hop <= hops; hop++) {
            AccountId debtor = account(hop - 1);
            AccountId creditor = account(hop);
            transfers.add(FundTransfer.newBuilder()
                    .setTransferRef(transferRef(hop))
                    .setDebtorBank(debtor.bank().value())
                    .setDebtorAccount(debtor.number())
                    .setCreditorBank(creditor.bank().value())
                    .setCreditorAccount(creditor.number())
                    .setAmountMinor(MINOR)
                    .setCurrency(CURRENCY)
                    .setSettledAt(first.plus(EACH_HOP.multipliedBy(hop)))
                    .setStatus(TransferStatus.SETTLED)
                    .build());
        }
        return transfers;
    }

    /** The victim's report, made now. */
    ScamReport report() {
        AccountId victim = account(0);
        AccountId suspect = account(1);
        return ScamReport.newBuilder()
                .setReportId("R" + number)
                .setChannel("BENCH")
                .setScamType("PHONE_SCAM")
                .setReportedAt(Instant.now())
                .setVictim(new Victim("v" + number, victim.bank().value(), victim.number()))
                .setPayments(List.of(ReportedPayment.newBuilder()
                        .setAmountMinor(MINOR)
                        .setCurrency(CURRENCY)
                        .setPaidAt(first.plus(EACH_HOP))
                        .setTransferRef(transferRef(1))
                        .setSuspectBank(suspect.bank().value())
                        .setSuspectAccount(suspect.number())
                        .build()))
                .setSuspectAccounts(List.of())
                .setSuspectPhones(List.of())
                .build();
    }
}
