package io.sekat.streams.core.trail;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekat.money.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every boundary of the rule, on one account; the plain rule and the replay are held to the same. */
class AllocationTest {
    private static final String MULE = "BANK:mule";
    private static final Instant PAID = Instant.parse("2026-03-02T08:00:00Z");
    private static final TrailRoot ROOT = root("BANK:victim", "V1");
    private static final TrailRoot OTHER = root("BANK:other-victim", "V2");
    private static final Limits LIMITS = new Limits(5, Duration.ofDays(3), new BigDecimal("10.00"));

    @Test
    void carriesNoMoreThanItsAmount() {
        Account mule = new Account().lot("I1", 60, ROOT, 1, 5_000).pays("O1", 120, "BANK:next", 3_000);
        mule.carries("O1", new Part(ROOT, 2, 3_000));
        mule.isLeft("I1", 2_000);
    }

    @Test
    void takesTheOldestLotFirst() {
        Account mule = new Account()
                .lot("I2", 90, OTHER, 1, 5_000)
                .lot("I1", 60, ROOT, 1, 2_000)
                .pays("O1", 120, "BANK:next", 3_000);
        mule.carries("O1", new Part(ROOT, 2, 2_000), new Part(OTHER, 2, 1_000));
        mule.isLeft("I1", 0);
        mule.isLeft("I2", 4_000);
    }

    @Test
    void aLotWithTheLastHopIsSkippedAndUsesUpNothing() {
        Account mule = new Account()
                .lot("I1", 60, ROOT, 5, 2_000)
                .lot("I2", 90, OTHER, 4, 2_000)
                .pays("O1", 120, "BANK:next", 3_000);
        mule.carries("O1", new Part(OTHER, 5, 2_000));
        mule.isLeft("I1", 2_000);
        mule.isLeft("I2", 0);
    }

    @Test
    void aLotTravelsUpToTheHorizonAndNoLater() {
        Account mule = new Account()
                .lot("I1", 60, ROOT, 1, 5_000)
                .pays("O1", 72 * 60, "BANK:next", 1_000)
                .pays("O2", 72 * 60 + 1, "BANK:next", 1_000);
        mule.carries("O1", new Part(ROOT, 2, 1_000));
        mule.carries("O2");
    }

    @Test
    void aLotPastTheHorizonIsSkipped() {
        TrailRoot later = new TrailRoot("BANK:victim", "V3", PAID.plus(Duration.ofHours(1)));
        Account mule = new Account()
                .lot("I1", 60, ROOT, 1, 5_000)
                .lot("I2", 70, later, 1, 400)
                .pays("O1", 72 * 60 + 30, "BANK:next", 1_000);
        mule.carries("O1", new Part(later, 2, 400));
    }

    @Test
    void carriesLotsFromTheMinimumOn() {
        Account mule = new Account()
                .lot("I1", 60, ROOT, 1, 5_000)
                .pays("O1", 120, "BANK:next", 999)
                .pays("O2", 130, "BANK:next", 1_000);
        mule.carries("O1");
        mule.carries("O2", new Part(ROOT, 2, 1_000));
    }

    @Test
    void theMinimumIsInMajorUnitsOfTheCurrency() {
        Account mule = new Account("JPY")
                .lot("I1", 60, ROOT, 1, 5_000)
                .pays("O1", 120, "BANK:next", 9)
                .pays("O2", 130, "BANK:next", 10);
        mule.carries("O1");
        mule.carries("O2", new Part(ROOT, 2, 10));
    }

    @Test
    void aTransferUnderTheMinimumKeepsItsOwnClaim() {
        Account mule = new Account().lot("I1", 60, ROOT, 1, 5_000).claims("O1", 120, "BANK:next", 999, 900);
        mule.carries("O1", new Part(root(MULE, "O1", 120), 1, 900));
    }

    @Test
    void theOwnClaimGoesFirst() {
        Account mule = new Account().lot("I1", 60, ROOT, 1, 5_000).claims("O1", 120, "BANK:next", 3_000, 2_500);
        mule.carries("O1", new Part(root(MULE, "O1", 120), 1, 2_500), new Part(ROOT, 2, 500));
        mule.isLeft("I1", 4_500);
    }

    @Test
    void lotsOfOneRootMergeWithTheSmallestHop() {
        Account mule = new Account()
                .lot("I1", 60, ROOT, 3, 1_000)
                .lot("I2", 70, OTHER, 1, 1_000)
                .lot("I3", 80, ROOT, 2, 1_000)
                .pays("O1", 120, "BANK:next", 3_000);
        mule.carries("O1", new Part(ROOT, 3, 2_000), new Part(OTHER, 2, 1_000));
    }

    @Test
    void atEqualTimesTheReferenceDecides() {
        Account mule = new Account()
                .lot("M", 60, ROOT, 1, 5_000)
                .pays("L", 60, "BANK:next", 1_000)
                .pays("M", 60, "BANK:next", 1_000)
                .pays("N", 60, "BANK:next", 1_000);
        mule.carries("L");
        mule.carries("M");
        mule.carries("N", new Part(ROOT, 2, 1_000));
    }

    @Test
    void cashCarriesAsATransferDoes() {
        Account mule = new Account().lot("I1", 60, ROOT, 1, 5_000).pays("O1", 120, null, 3_000);
        mule.carries("O1", new Part(ROOT, 2, 3_000));
        assertThat(mule.sums().get(ROOT)).isEqualTo(new Sums(5_000, 2_000, 3_000, 0, 0));
    }

    @Test
    void whatGoesToTheOwnVictimIsReturned() {
        Account mule = new Account().lot("I1", 60, ROOT, 1, 5_000).pays("O1", 120, "BANK:victim", 3_000);
        assertThat(mule.sums().get(ROOT)).isEqualTo(new Sums(5_000, 2_000, 0, 3_000, 0));
    }

    @Test
    void whatGoesToAnotherVictimIsPassedOn() {
        Account mule = new Account().lot("I1", 60, ROOT, 1, 5_000).pays("O1", 120, "BANK:other-victim", 3_000);
        assertThat(mule.sums().get(ROOT)).isEqualTo(new Sums(5_000, 2_000, 0, 0, 3_000));
    }

    @Test
    void whatIsBackWithItsVictimGoesNoFurther() {
        Account mule = new Account().lot("I1", 60, root(MULE, "V3"), 2, 5_000).pays("O1", 120, "BANK:next", 3_000);
        mule.carries("O1");
    }

    @Test
    void travelsUpToTheCutoffAndNoFurther() {
        Account mule = new Account()
                .lot("I1", 60, ROOT, 1, 5_000)
                .lot("I2", 70, OTHER, 1, 5_000)
                .cutoff(ROOT, "O1", 120)
                .pays("O1", 120, "BANK:next", 1_000)
                .pays("O2", 120, "BANK:next", 1_000);
        mule.carries("O1", new Part(ROOT, 2, 1_000));
        mule.carries("O2", new Part(OTHER, 2, 1_000));
    }

    @Test
    void aLotThatComesLateIsNotPassedOverForOneAheadThatMayNotLeave() {
        Account mule = new Account().lot("I9", 90, OTHER, 5, 5_000).pays("O1", 60, "BANK:next", 1_000);
        mule.carries("O1");
        mule.lot("I1", 70, ROOT, 1, 5_000).pays("O2", 80, "BANK:next", 1_000);
        mule.carries("O2", new Part(ROOT, 2, 1_000));
        mule.pays("O3", 120, "BANK:next", 1_000);
        mule.carries("O3", new Part(ROOT, 2, 1_000));
    }

    @Test
    void aReturnedTransferIsAsIfItHadNeverBeen() {
        Account mule = new Account()
                .lot("I1", 60, ROOT, 1, 3_000)
                .pays("O1", 120, "BANK:next", 2_000)
                .pays("O2", 130, "BANK:next", 2_000);
        mule.carries("O2", new Part(ROOT, 2, 1_000));
        mule.returned("O1", 120);
        mule.carries("O1");
        mule.carries("O2", new Part(ROOT, 2, 2_000));
        mule.isLeft("I1", 1_000);
    }

    @Test
    void aClaimThatIsWithdrawnGivesItsCapacityBack() {
        Account mule = new Account().lot("I1", 60, ROOT, 1, 3_000).claims("O1", 120, "BANK:next", 2_000, 2_000);
        mule.carries("O1", new Part(root(MULE, "O1", 120), 1, 2_000));
        mule.claims("O1", 120, "BANK:next", 2_000, 0);
        mule.carries("O1", new Part(ROOT, 2, 2_000));
    }

    @Test
    void currenciesNeverMix() {
        Lot ringgit = lot("MYR", "I1", 60, ROOT, 1, 5_000);
        Outgoing dollars = new Outgoing(at("O1", 120), "BANK:next", new Money("USD", 3_000), 0);
        Allocation allocation = Allocation.of(MULE, List.of(ringgit), List.of(dollars), LIMITS, Map.of());
        assertThat(allocation.parts()).isEmpty();
        assertThat(allocation.openMinor()).containsEntry(ringgit.id(), 5_000L);
    }

    private static TrailRoot root(String account, String reference) {
        return new TrailRoot(account, reference, PAID);
    }

    private static TrailRoot root(String account, String reference, long minutes) {
        return new TrailRoot(account, reference, PAID.plus(Duration.ofMinutes(minutes)));
    }

    private static Position at(String reference, long minutes) {
        return new Position(PAID.plus(Duration.ofMinutes(minutes)), reference);
    }

    private static Lot lot(String currency, String reference, long minutes, TrailRoot root, int hop, long minor) {
        return new Lot(new LotId(at(reference, minutes), "BANK:before", 0), root, hop, new Money(currency, minor));
    }

    /** The mule's account; each look at it settles it and holds the replay to the plain rule. */
    private static final class Account {
        private final Node node;
        private Settlement settlement = Settlement.NOTHING;

        Account() {
            this("MYR");
        }

        Account(String currency) {
            node = new Node(MULE, currency, LIMITS);
        }

        Account lot(String reference, long minutes, TrailRoot root, int hop, long minor) {
            node.credit("BANK:before", at(reference, minutes), List.of(new Part(root, hop, minor)));
            return this;
        }

        Account pays(String reference, long minutes, String creditor, long minor) {
            return claims(reference, minutes, creditor, minor, 0);
        }

        Account claims(String reference, long minutes, String creditor, long minor, long claimed) {
            Money amount = new Money(node.ledger.currency(), minor);
            node.transfer(new Outgoing(at(reference, minutes), creditor, amount, claimed));
            return this;
        }

        void returned(String reference, long minutes) {
            node.noTransfer(at(reference, minutes));
        }

        Account cutoff(TrailRoot root, String reference, long minutes) {
            node.cutoff(root, at(reference, minutes));
            return this;
        }

        void carries(String reference, Part... parts) {
            settle();
            assertThat(node.ledger.carried.list())
                    .filteredOn(one -> one.transfer().position().reference().equals(reference))
                    .flatExtracting(Carried::parts)
                    .containsExactly(parts);
        }

        void isLeft(String reference, long minor) {
            settle();
            assertThat(node.ledger.lots.list())
                    .filteredOn(state -> state.lot().id().position().reference().equals(reference))
                    .extracting(LotState::openMinor)
                    .containsExactly(minor);
        }

        Map<TrailRoot, Sums> sums() {
            settle();
            return Sums.changes(settlement);
        }

        private void settle() {
            Settlement more = node.settle();
            settlement = settlement.equals(Settlement.NOTHING) ? more : settlement;
        }
    }
}
