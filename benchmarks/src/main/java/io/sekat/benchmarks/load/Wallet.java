package io.sekat.benchmarks.load;

import io.sekat.events.FundTransfer;
import io.sekat.events.ReportedPayment;
import io.sekat.identifiers.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A victim's payment into an account that pays many people all day, as those of payment services do: in the middle of
 * its payments, so that the next few take the stolen money out again.
 *
 * @param number tells it and its victim from others
 * @param size how many payments the account makes, 50 or more
 * @param first when the victim paid, UTC
 */
record Wallet(int number, int size, Instant first) implements Trail {
    private static final Duration DAY = Duration.ofHours(24);
    private static final int PAYEES = 4_000;
    private static final int TAKERS = 25;
    /** Half of the payments come before the victim's and half after it; the takers are among these. */
    static final int LEAST = 2 * TAKERS;

    private static final long END_MINOR = 2_000;

    Wallet {
        if (size < LEAST) {
            throw new IllegalArgumentException(
                    "a wallet of %d payments is too small: expected %d or more".formatted(size, LEAST));
        }
    }

    @Override
    public AccountId victim() {
        return new AccountId(Transfers.bank(number), "5%06d000000".formatted(number));
    }

    /** The account that pays many. */
    AccountId account() {
        return new AccountId(Transfers.bank(number + 1), "5%06d999999".formatted(number));
    }

    private AccountId payee(int payment) {
        int payee = payment % PAYEES;
        return new AccountId(Transfers.bank(number + payee), "5%06d%06d".formatted(number, 1 + payee));
    }

    private Instant at(int payment) {
        return first.minus(DAY.dividedBy(2))
                .plusMillis(DAY.toMillis() * payment / size)
                .plusMillis(1);
    }

    private FundTransfer stolen() {
        return Transfers.of("S" + number, victim(), account(), TAKERS * END_MINOR, first);
    }

    @Override
    public List<AccountId> accounts() {
        return Stream.concat(Stream.of(account()), ends().stream()).toList();
    }

    @Override
    public List<AccountId> ends() {
        int next = (size + 1) / 2;
        return IntStream.range(next, next + TAKERS).mapToObj(this::payee).toList();
    }

    @Override
    public long endMinor() {
        return END_MINOR;
    }

    @Override
    public List<FundTransfer> transfers() {
        List<FundTransfer> transfers = new ArrayList<>();
        for (int payment = 0; payment < size; payment++) {
            transfers.add(Transfers.of(
                    "W%d-%d".formatted(number, payment), account(), payee(payment), END_MINOR, at(payment)));
        }
        transfers.add(stolen());
        return transfers;
    }

    @Override
    public ReportedPayment payment() {
        return Transfers.claim(stolen());
    }
}
