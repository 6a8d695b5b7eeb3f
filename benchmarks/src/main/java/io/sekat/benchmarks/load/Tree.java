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
 * A victim's payment that each account split among ten others, until it lay in many.
 *
 * @param number tells it and its victim from others
 * @param size how many accounts it comes to, up to 11,111: more would be further than five hops away
 * @param first when the victim paid, UTC
 */
record Tree(int number, int size, Instant first) implements Trail {
    private static final int BRANCHES = 10;
    private static final long END_MINOR = 2_000;
    private static final Duration EACH_HOP = Duration.ofMinutes(5);

    @Override
    public AccountId victim() {
        return new AccountId(Transfers.bank(number), "6%06d000000".formatted(number));
    }

    /** The account at a place in the order of hops, from 1. */
    private AccountId account(int place) {
        return new AccountId(Transfers.bank(number + place), "6%06d%06d".formatted(number, place));
    }

    private boolean isEnd(int place) {
        return firstBelow(place) > size;
    }

    private static int firstBelow(int place) {
        return BRANCHES * (place - 1) + 2;
    }

    private static int above(int place) {
        return (place - 2) / BRANCHES + 1;
    }

    private long minor(int place) {
        if (isEnd(place)) {
            return END_MINOR;
        }
        long minor = 0;
        int last = Math.min(size, firstBelow(place) + BRANCHES - 1);
        for (int below = firstBelow(place); below <= last; below++) {
            minor += minor(below);
        }
        return minor;
    }

    private static int hop(int place) {
        return place == 1 ? 1 : 1 + hop(above(place));
    }

    private Instant at(int place) {
        return first.plus(EACH_HOP.multipliedBy(hop(place)));
    }

    private String transferRef(int place) {
        return "N" + number + "-" + place;
    }

    @Override
    public List<AccountId> accounts() {
        return IntStream.rangeClosed(1, size).mapToObj(this::account).toList();
    }

    @Override
    public List<AccountId> ends() {
        return IntStream.rangeClosed(1, size)
                .filter(this::isEnd)
                .mapToObj(this::account)
                .toList();
    }

    @Override
    public long endMinor() {
        return END_MINOR;
    }

    @Override
    public List<FundTransfer> transfers() {
        List<FundTransfer> transfers = new ArrayList<>();
        for (int place = 1; place <= size; place++) {
            AccountId debtor = place == 1 ? victim() : account(above(place));
            transfers.add(Transfers.of(transferRef(place), debtor, account(place), minor(place), at(place)));
        }
        return transfers;
    }

    @Override
    public ReportedPayment payment() {
        return Transfers.claim(transfers().get(0));
    }
}
