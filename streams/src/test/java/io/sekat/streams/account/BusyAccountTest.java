package io.sekat.streams.account;

import static io.sekat.streams.Samples.PAID;
import static io.sekat.streams.Samples.SUSPECT;
import static io.sekat.streams.Samples.SUSPECT_BANK;
import static io.sekat.streams.Samples.VICTIM;
import static io.sekat.streams.Samples.payment;
import static io.sekat.streams.Samples.report;
import static io.sekat.streams.Samples.transfer;
import static org.assertj.core.api.Assertions.assertThat;

import io.sekat.events.AccountAction;
import io.sekat.events.Amount;
import io.sekat.events.FreezeAlert;
import io.sekat.events.FundTransfer;
import io.sekat.events.TransferStatus;
import io.sekat.identifiers.ParticipantId;
import io.sekat.streams.StoreNames;
import io.sekat.streams.World;
import io.sekat.streams.core.account.AccountState;
import io.sekat.streams.core.trail.Position;
import io.sekat.topics.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A wallet or a shop with very many payments: they are put where stolen money can follow them as they come, so that the
 * first stolen money does not have to wait until they are all read (docs/decisions/0009).
 */
class BusyAccountTest {
    private static final int MANY = TransferStore.MANY + 20 * Sampling.ONE_IN;
    private static final Duration RETENTION = Duration.ofDays(7);

    @Test
    void itsTransfersAreInItsBookBeforeAnythingTouchesIt() {
        try (World world = World.withParticipants()) {
            payments(1, MANY).forEach(world::comes);

            assertThat(state(world)).isNotNull().satisfies(state -> {
                assertThat(state.indexed()).isTrue();
                assertThat(state.followsMoney()).isFalse();
            });
        }
    }

    @Test
    void anAccountWithFewTransfersHasNoState() {
        try (World world = World.withParticipants()) {
            payments(1, TransferStore.MANY / 2).forEach(world::comes);

            assertThat(state(world)).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void stolenMoneyEndsInTheSamePlacesWhicheverCameFirst(long seed) {
        List<FundTransfer.Builder> payments = payments(seed, MANY);

        try (World followed = World.withParticipants();
                World indexed = World.withParticipants()) {
            followed.comes(transfer());
            followed.comes(report("R1"));
            payments.forEach(followed::comes);

            payments.forEach(indexed::comes);
            assertThat(state(indexed)).isNotNull();
            indexed.comes(transfer());
            indexed.comes(report("R1"));

            assertThat(asked(indexed)).hasSizeGreaterThan(3).isEqualTo(asked(followed));
        }
    }

    @Test
    void oneReferenceThatComesAgainAtOtherTimesDoesNotPileUpEither() {
        try (World world = World.withParticipants()) {
            for (int i = 0; i < MANY; i++) {
                world.comes(leaves("NOTPROVIDED").setSettledAt(PAID.plusMillis(i)));
            }
            assertThat(state(world)).isNotNull();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aReturnAfterTheRetentionTakesItAllBackThoughItForgetsToo(boolean forgets) {
        Instant later = PAID.plus(RETENTION).plus(Duration.ofHours(1));
        FundTransfer.Builder returned = IntStream.range(0, 10_000)
                .mapToObj(i -> transfer()
                        .setTransferRef("STOLEN-" + i)
                        .setStatus(TransferStatus.RETURNED)
                        .setSettledAt(later))
                .filter(candidate -> Sampling.takes(candidate.build()) == forgets)
                .findFirst()
                .orElseThrow();
        String reference = returned.getTransferRef();

        try (World world = World.withParticipants()) {
            world.comes(transfer().setTransferRef(reference));
            world.comes(report("R1")
                    .setPayments(List.of(payment().setTransferRef(reference).build())));
            assertThat(asked(world)).containsOnlyKeys(SUSPECT.number());

            world.comesAt(later, Topics.FUND_TRANSFERS, VICTIM.toString(), returned.build());

            assertThat(world.lastSaid(Topics.FREEZE_ALERTS.of(new ParticipantId(SUSPECT_BANK))))
                    .satisfies(alert -> {
                        assertThat(alert.getAction()).isEqualTo(AccountAction.WATCH);
                        assertThat(alert.getHold()).isEmpty();
                    });
        }
    }

    @Test
    void itsBookForgetsWhatExpired() {
        try (World world = World.withParticipants()) {
            payments(1, MANY).forEach(world::comes);
            long before = entries(world);
            Instant later = PAID.plus(RETENTION).plus(Duration.ofDays(2));
            for (int i = 0; i < MANY; i++) {
                world.comesAt(
                        later,
                        Topics.FUND_TRANSFERS,
                        SUSPECT.toString(),
                        leaves("LATER-" + i).setSettledAt(later.plusMillis(i)).build());
            }
            assertThat(entries(world)).isLessThan(before + before / 2);
        }
    }

    @Test
    void aReferenceThatComesAgainIsNotForgottenWithTheTransferBefore() {
        Book book = new Book(Stores.inMemoryKeyValueStore("books").get(), SUSPECT);
        book.setAside(new Position(PAID, "X"), "MYR");
        book.take(settled("X", 3).setStatus(TransferStatus.RETURNED).build());
        book.forget("MYR", PAID.plus(Duration.ofDays(1)), 10);
        book.take(settled("X", 8).build());

        book.forget("MYR", PAID.plus(Duration.ofDays(4)), 10);

        assertThat(book.withReference("X")).isPresent();
    }

    private static FundTransfer.Builder settled(String reference, int daysLater) {
        return leaves(reference).setSettledAt(PAID.plus(Duration.ofDays(daysLater)));
    }

    /** Payments of the suspect's account within ten hours of the stolen one: some come twice, some are returned. */
    private static List<FundTransfer.Builder> payments(long seed, int count) {
        Random random = new Random(seed);
        List<FundTransfer.Builder> payments = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            FundTransfer.Builder payment = leaves("P" + i)
                    .setCreditorAccount("30000000" + random.nextInt(8))
                    .setAmountMinor(1_000 + random.nextInt(100) * 100L)
                    .setSettledAt(PAID.plus(Duration.ofMinutes(random.nextInt(1_200) - 600)));
            payments.add(payment);
            if (random.nextInt(20) == 0) {
                payments.add(random.nextInt(payments.size()), FundTransfer.newBuilder(payment));
            }
            if (random.nextInt(20) == 0) {
                payments.add(
                        random.nextInt(payments.size()),
                        FundTransfer.newBuilder(payment).setStatus(TransferStatus.RETURNED));
            }
        }
        return payments;
    }

    private static FundTransfer.Builder leaves(String reference) {
        return transfer()
                .setTransferRef(reference)
                .setDebtorBank(SUSPECT_BANK)
                .setDebtorAccount(SUSPECT.number())
                .setCreditorBank(SUSPECT_BANK);
    }

    private static SortedMap<String, String> asked(World world) {
        SortedMap<String, String> newest = new TreeMap<>();
        for (FreezeAlert alert : world.said(Topics.FREEZE_ALERTS.of(new ParticipantId(SUSPECT_BANK)))) {
            long held = alert.getHold().stream().mapToLong(Amount::getMinor).sum();
            newest.put(alert.getAccount(), alert.getAction() + " " + held);
        }
        newest.values().removeIf((AccountAction.WATCH + " 0")::equals);
        return newest;
    }

    private static @Nullable AccountState state(World world) {
        return world.<AccountState>store(StoreNames.ACCOUNT_STATE).get(SUSPECT.toString());
    }

    private static long entries(World world) {
        long count = 0;
        try (KeyValueIterator<?, ?> all = world.store(StoreNames.ACCOUNT_BOOKS).all()) {
            while (all.hasNext()) {
                all.next();
                count++;
            }
        }
        return count;
    }
}
