package io.sekat.benchmarks;

import io.sekat.events.FundTransfer;
import io.sekat.events.TransferStatus;
import io.sekat.identifiers.ParticipantId;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Transfers among accounts that nobody reported, at a fixed rate, until it is closed. */
final class Traffic implements AutoCloseable {
    private static final int ACCOUNTS = 1_000_000;
    private static final long SEED = 997;

    private final Feed feed;
    private final int perSecond;
    private final Thread sender = new Thread(this::run, "bench-traffic");
    private volatile boolean closing;
    private volatile long sent;
    private volatile double reached;

    /** Begins at once; a rate of 0 sends nothing. */
    Traffic(Feed feed, int perSecond) {
        this.feed = feed;
        this.perSecond = perSecond;
        if (perSecond > 0) {
            sender.start();
        }
    }

    private void run() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
        List<ParticipantId> banks = Chain.banks();
        String prefix = "T" + Instant.now().toEpochMilli() + "-";
        Pace pace = new Pace(perSecond);
        long next = 0;
        while (!closing) {
            pace.await(next);
            feed.transfer(transfer(prefix, random, banks, next));
            next++;
        }
        sent = next;
        reached = next * 1e9 / pace.elapsed().toNanos();
    }

    private static FundTransfer transfer(
            String prefix, RandomGenerator random, List<ParticipantId> banks, long number) {
        int debtor = random.nextInt(ACCOUNTS);
        int creditor = random.nextInt(ACCOUNTS);
        return FundTransfer.newBuilder()
                .setTransferRef(prefix + number)
                .setDebtorBank(banks.get(debtor % banks.size()).value())
                .setDebtorAccount("8%09d".formatted(debtor))
                .setCreditorBank(banks.get(creditor % banks.size()).value())
                .setCreditorAccount("8%09d".formatted(creditor))
                .setAmountMinor(1 + random.nextInt(1_000_000))
                .setCurrency(Chain.CURRENCY)
                .setSettledAt(Instant.now())
                .setStatus(TransferStatus.SETTLED)
                .build();
    }

    /** Transfers a second that were really sent, once it is closed. */
    double reached() {
        return reached;
    }

    /** How many were sent, once it is closed. */
    long sent() {
        return sent;
    }

    @Override
    public void close() {
        closing = true;
        Threads.join(sender);
    }
}
