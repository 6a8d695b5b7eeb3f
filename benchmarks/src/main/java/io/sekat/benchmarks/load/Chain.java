package io.sekat.benchmarks.load;

import io.sekat.events.FundTransfer;
import io.sekat.events.ReportedPayment;
import io.sekat.identifiers.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A victim's payment that went on through some accounts and lies in the last of them: the hold there is the last of its
 * trail.
 *
 * @param number tells it and its victim from others
 * @param payee number of the chain whose accounts the money goes through; another's where several victims pay one
 * @param hops how many transfers, the victim's own included
 * @param first when the first victim paid, UTC
 */
record Chain(int number, int payee, int hops, Instant first) implements Trail {
    private static final long MINOR = 100_000;
    private static final Duration EACH_HOP = Duration.ofMinutes(5);

    @Override
    public AccountId victim() {
        return new AccountId(Transfers.bank(number), "7%09d0".formatted(number));
    }

    private AccountId account(int hop) {
        return new AccountId(Transfers.bank(payee + hop), "7%09d%d".formatted(payee, hop));
    }

    @Override
    public List<AccountId> accounts() {
        return IntStream.rangeClosed(1, hops).mapToObj(this::account).toList();
    }

    @Override
    public List<AccountId> ends() {
        return List.of(account(hops));
    }

    @Override
    public long endMinor() {
        return MINOR;
    }

    private String transferRef(int hop) {
        return "C" + number + "-" + hop;
    }

    private Instant at(int hop) {
        return first.plus(EACH_HOP.multipliedBy(hop));
    }

    @Override
    public List<FundTransfer> transfers() {
        List<FundTransfer> transfers = new ArrayList<>();
        AccountId debtor = victim();
        for (int hop = 1; hop <= hops; hop++) {
            AccountId creditor = account(hop);
            transfers.add(Transfers.of(transferRef(hop), debtor, creditor, MINOR, at(hop)));
            debtor = creditor;
        }
        return transfers;
    }

    @Override
    public ReportedPayment payment() {
        return Transfers.claim(transfers().get(0));
    }
}
