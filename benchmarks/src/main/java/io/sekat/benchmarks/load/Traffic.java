package io.sekat.benchmarks.load;

import io.sekat.events.FundTransfer;
import io.sekat.identifiers.AccountId;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Transfers among accounts that nobody reported, until it is closed. */
public final class Traffic implements AutoCloseable {
    private static final int ACCOUNTS = 1_000_000;
    private static final long SEED = 997;

    private final Feed feed;
    private final Gait gait;
    private final Thread sender = new Thread(this::run, "bench-traffic");
    private volatile boolean closing;
    private final AtomicLong sent = new AtomicLong();

    /** Waits for a moment at most, and tells whether the next is to be sent. */
    @FunctionalInterface
    private interface Gait {
        boolean isDue(long next) throws InterruptedException;
    }

    private Traffic(Feed feed, Gait gait) {
        this.feed = feed;
        this.gait = gait;
    }

    /** At a fixed rate, whether or not the system keeps up; a rate of 0 sends nothing. */
    public static Traffic atRate(Feed feed, int perSecond) {
        Pace pace = new Pace(Math.max(1, perSecond));
        Traffic traffic = new Traffic(feed, next -> {
            pace.await(next);
            return true;
        });
        if (perSecond > 0) {
            traffic.sender.start();
        }
        return traffic;
    }

    /** As fast as it goes, but never so many ahead of what the system has done that it drowns. */
    public static Traffic ahead(Feed feed, Backlog backlog) {
        Traffic traffic = new Traffic(feed, next -> {
            if (backlog.hasRoom(next)) {
                return true;
            }
            TimeUnit.MILLISECONDS.sleep(2);
            return false;
        });
        traffic.sender.start();
        return traffic;
    }

    /** How much of what was sent the system may still have before it. */
    @FunctionalInterface
    public interface Backlog {
        /** Whether one more may be sent when so many were. */
        boolean hasRoom(long sent);
    }

    static AccountId account(int number) {
        return new AccountId(Transfers.bank(number), "8%09d".formatted(number));
    }

    private void run() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
        String prefix = "T" + Instant.now().toEpochMilli() + "-";
        try {
            while (!closing) {
                if (gait.isDue(sent.get())) {
                    feed.transfer(transfer(prefix + sent.get(), random));
                    sent.incrementAndGet();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static FundTransfer transfer(String reference, RandomGenerator random) {
        AccountId debtor = account(random.nextInt(ACCOUNTS));
        AccountId creditor = account(random.nextInt(ACCOUNTS));
        return Transfers.of(reference, debtor, creditor, 1 + random.nextInt(1_000_000), Instant.now());
    }

    /** How many were sent so far. */
    public long sent() {
        return sent.get();
    }

    /** Stops; what was sent may still have to be flushed. */
    @Override
    public void close() {
        closing = true;
        Threads.join(sender);
    }
}
