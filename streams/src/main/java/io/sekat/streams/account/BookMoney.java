package io.sekat.streams.account;

import io.sekat.events.AccountMessage;
import io.sekat.events.EnrichedTrail;
import io.sekat.events.TaintedCredit;
import io.sekat.events.TrailStep;
import io.sekat.identifiers.AccountId;
import io.sekat.streams.core.Effect;
import io.sekat.streams.core.Rules;
import io.sekat.streams.core.account.AccountDecider;
import io.sekat.streams.core.account.AccountState;
import io.sekat.streams.core.account.Root;
import io.sekat.streams.core.trail.LotId;
import io.sekat.streams.core.trail.LotState;
import io.sekat.streams.core.trail.Mark;
import io.sekat.streams.core.trail.Scan;
import io.sekat.streams.core.trail.Share;
import io.sekat.streams.core.trail.TrailRoot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/** What an account's book says of stolen money, for those who are told of it. */
final class BookMoney {
    /** How many credits an alert lists: a bank needs the sum; these help to find it. */
    private static final int LISTED = 50;

    private final AccountId account;
    private final Book book;
    private final Trails trails;
    private final List<TrailRoot> moved;

    BookMoney(AccountId account, KeyValueStore<Bytes, byte[]> books, Rules rules, List<TrailRoot> moved) {
        this.account = account;
        this.book = new Book(books, account);
        this.trails = new Trails(books, account, rules.maxAccounts());
        this.moved = moved;
    }

    /** The same as the rules ask for it. */
    AccountDecider.Money of(AccountState state) {
        return new AccountDecider.Money() {
            @Override
            public List<TaintedCredit> open() {
                List<TaintedCredit> credits = new ArrayList<>();
                state.stolen().openMinor().keySet().forEach(currency -> addOpen(currency, credits));
                return credits;
            }

            @Override
            public boolean hasMoved(Root root) {
                return moved.contains(asTrailRoot(root));
            }

            @Override
            public EnrichedTrail trail(Root root) {
                return trails.enriched(asTrailRoot(root), root.claimed().minor());
            }
        };
    }

    private void addOpen(String currency, List<TaintedCredit> credits) {
        try (Scan<LotState> lots = book.lotsNewestFirst(currency)) {
            while (lots.hasNext() && credits.size() < LISTED) {
                LotState lot = lots.next();
                if (lot.openMinor() > 0) {
                    credits.add(new TaintedCredit(lot.lot().id().position().reference(), currency, lot.openMinor()));
                }
            }
        }
    }

    private TrailRoot asTrailRoot(Root root) {
        return new TrailRoot(
                account.toString(), root.transfer().reference(), root.transfer().settledAt());
    }

    /**
     * What the victims' accounts are told of their money here.
     *
     * @param marked roots of whose money here something else is known than was told
     */
    List<Effect> steps(Set<TrailRoot> marked, Instant causedAt) {
        Set<TrailRoot> told = new LinkedHashSet<>(moved);
        told.addAll(marked);
        return told.stream()
                .filter(root -> !root.account().equals(account.toString()))
                .<Effect>map(root -> new Effect.TellAccount(root.account(), new AccountMessage(step(root), causedAt)))
                .toList();
    }

    private TrailStep step(TrailRoot root) {
        Share share = book.share(root);
        Mark mark = book.mark(root);
        Optional<LotId> first = book.firstLot(root);
        return TrailStep.newBuilder()
                .setRootTransferRef(root.reference())
                .setRootSettledAt(root.settledAt())
                .setAccount(account.toString())
                .setHop(share.hop())
                .setFromAccount(first.map(LotId::debtor).orElse(null))
                .setTransferRef(first.map(lot -> lot.position().reference()).orElse(null))
                .setReachedAt(first.map(lot -> lot.position().time()).orElse(null))
                .setReceivedMinor(share.sums().received())
                .setHeldMinor(share.sums().held())
                .setCashedOutMinor(share.sums().cashedOut())
                .setReturnedMinor(share.sums().returned())
                .setPassedOnMinor(share.sums().passedOn())
                .setConfirmedMinor(mark.confirmed())
                .setReleasedMinor(mark.released())
                .build();
    }
}
