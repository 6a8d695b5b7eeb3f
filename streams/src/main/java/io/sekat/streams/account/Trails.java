package io.sekat.streams.account;

import io.sekat.events.AccountMessage;
import io.sekat.events.EnrichedTrail;
import io.sekat.events.ReturnOrdered;
import io.sekat.events.ReviewItem;
import io.sekat.events.ReviewReason;
import io.sekat.events.ReviewState;
import io.sekat.events.TrailAccount;
import io.sekat.events.TrailBank;
import io.sekat.events.TrailStep;
import io.sekat.events.TrailStop;
import io.sekat.identifiers.AccountId;
import io.sekat.streams.StateSerde;
import io.sekat.streams.core.Effect;
import io.sekat.streams.core.trail.BankTotals;
import io.sekat.streams.core.trail.Mark;
import io.sekat.streams.core.trail.Position;
import io.sekat.streams.core.trail.ReturnOrder;
import io.sekat.streams.core.trail.Scan;
import io.sekat.streams.core.trail.Sums;
import io.sekat.streams.core.trail.TrailNode;
import io.sekat.streams.core.trail.TrailRoot;
import io.sekat.streams.core.trail.TrailTotals;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The trails of the payments of one victim's account, as the accounts that their money reached tell it. */
final class Trails {
    /** How many accounts an enriched report shows. */
    private static final int SHOWN = 500;

    private static final Serde<TrailNode> NODES = StateSerde.of(TrailNode.class);
    private static final Serde<Reached> REACHED = StateSerde.of(Reached.class);
    private static final Serde<ReturnOrder> ORDERS = StateSerde.of(ReturnOrder.class);
    private static final Serde<TrailTotals> TOTALS = StateSerde.of(TrailTotals.class);

    private final KeyValueStore<Bytes, byte[]> store;
    private final String victim;
    private final int maxAccounts;
    private final StoredShelf<TrailRoot, ReturnOrder> orders;
    private final StoredShelf<TrailRoot, TrailTotals> totals;

    Trails(KeyValueStore<Bytes, byte[]> store, AccountId victim, int maxAccounts) {
        this.store = store;
        this.victim = victim.toString();
        this.maxAccounts = maxAccounts;
        this.orders = new StoredShelf<>(store, BookKey.of(this.victim, 'O').end(), BookKey::root, ORDERS);
        this.totals = new StoredShelf<>(store, BookKey.of(this.victim, 'Z').end(), BookKey::root, TOTALS);
    }

    /** An account in the order in which a root's money reached them. */
    record Reached(Position position, String account) {}

    /**
     * Takes in what an account tells.
     *
     * @param effects what is to be told to whom is added
     * @return whether anything is other than before
     */
    boolean hear(TrailRoot root, TrailStep step, Instant causedAt, List<Effect> effects) {
        StoredShelf<String, TrailNode> nodes = nodes(root);
        TrailNode before = nodes.get(step.getAccount());
        TrailNode after = node(step);
        if (Objects.equals(before, after)) {
            return false;
        }
        boolean isElsewhere =
                before == null || after == null || !before.reached().equals(after.reached());
        if (before != null && isElsewhere) {
            order(root).remove(reached(before));
        }
        if (after == null) {
            nodes.remove(step.getAccount());
        } else {
            nodes.put(step.getAccount(), after);
            if (isElsewhere) {
                order(root).put(reached(after), reached(after));
            }
        }
        TrailTotals was = totals(root);
        TrailTotals is = was.after(before, after);
        Position stop = isElsewhere ? stop(root, is) : was.stop();
        if (!Objects.equals(stop, was.stop())) {
            is = is.stoppedAt(stop);
            tellAll(root, stop, causedAt, effects);
            if (!is.dismissed()) {
                effects.add(new Effect.AskPeople(review(root, is, causedAt)));
            }
        } else if (before == null && is.stops() > 0) {
            effects.add(tell(step.getAccount(), root, stop, causedAt));
        }
        ReturnOrder order = before == null ? orders.get(root) : null;
        if (order != null) {
            effects.add(tell(step.getAccount(), root, order, causedAt));
        }
        totals.put(root, is);
        return true;
    }

    /**
     * Takes in an order to give a root's money back: every account that it reached, and will reach, is told.
     *
     * @param effects what is to be told to whom is added
     */
    void order(TrailRoot root, ReturnOrder order, Instant causedAt, List<Effect> effects) {
        ReturnOrder known = orders.get(root);
        if (known != null && !order.issuedAt().isAfter(known.issuedAt())) {
            return;
        }
        orders.put(root, order);
        try (Scan<TrailNode> all = nodes(root).all()) {
            while (all.hasNext()) {
                effects.add(tell(all.next().account(), root, order, causedAt));
            }
        }
    }

    /**
     * Takes in that people want to be asked no more about a trail that is too long.
     *
     * @param effects what is to be told to whom is added
     * @return false when they were never asked
     */
    boolean dismiss(TrailRoot root, Instant causedAt, List<Effect> effects) {
        TrailTotals was = totals(root);
        if (was.stops() > 0 && !was.dismissed()) {
            TrailTotals is = was.asDismissed();
            totals.put(root, is);
            effects.add(new Effect.AskPeople(review(root, is, causedAt)));
        }
        return was.stops() > 0;
    }

    private static Effect tell(String account, TrailRoot root, ReturnOrder order, Instant causedAt) {
        ReturnOrdered message = new ReturnOrdered(
                root.account(),
                root.reference(),
                root.settledAt(),
                order.directiveId(),
                order.authority(),
                order.issuedAt());
        return new Effect.TellAccount(account, new AccountMessage(message, causedAt));
    }

    private static @Nullable TrailNode node(TrailStep step) {
        if (step.getHop() == 0) {
            return null;
        }
        return new TrailNode(
                step.getAccount(),
                step.getHop(),
                Objects.requireNonNull(step.getFromAccount(), "an account that was reached says from where"),
                new Position(
                        Objects.requireNonNull(step.getReachedAt(), "an account that was reached says when"),
                        Objects.requireNonNull(step.getTransferRef(), "an account that was reached says by what")),
                new Sums(
                        step.getReceivedMinor(),
                        step.getHeldMinor(),
                        step.getCashedOutMinor(),
                        step.getReturnedMinor(),
                        step.getPassedOnMinor()),
                new Mark(step.getConfirmedMinor(), step.getReleasedMinor()));
    }

    /**
     * Where the trail stops: at the first arrival in the last account that is followed. What was reached until then does
     * not depend on what comes after, so it does not depend on when the stop became known either.
     */
    private @Nullable Position stop(TrailRoot root, TrailTotals is) {
        if (is.accounts() < maxAccounts) {
            return null;
        }
        try (Scan<Reached> inOrder = order(root).all()) {
            Reached last = inOrder.next();
            for (int i = 1; i < maxAccounts; i++) {
                last = inOrder.next();
            }
            return last.position();
        }
    }

    private void tellAll(TrailRoot root, @Nullable Position stop, Instant causedAt, List<Effect> effects) {
        try (Scan<TrailNode> all = nodes(root).all()) {
            while (all.hasNext()) {
                effects.add(tell(all.next().account(), root, stop, causedAt));
            }
        }
    }

    private static Effect tell(String account, TrailRoot root, @Nullable Position stop, Instant causedAt) {
        TrailStop message = TrailStop.newBuilder()
                .setRootAccount(root.account())
                .setRootTransferRef(root.reference())
                .setRootSettledAt(root.settledAt())
                .setTransferRef(stop == null ? null : stop.reference())
                .setSettledAt(stop == null ? null : stop.time())
                .build();
        return new Effect.TellAccount(account, new AccountMessage(message, causedAt));
    }

    private ReviewItem review(TrailRoot root, TrailTotals is, Instant causedAt) {
        boolean isOpen = is.stop() != null && !is.dismissed();
        return ReviewItem.newBuilder()
                .setSubject(root.subject())
                .setRevision(is.reviewRevision())
                .setState(isOpen ? ReviewState.OPEN : ReviewState.CLOSED)
                .setReason(isOpen ? ReviewReason.LONG_TRAIL : ReviewReason.OTHER)
                .setParticipantId(AccountId.parse(victim).bank().value())
                .setMessage(message(root, is))
                .setRaisedAt(causedAt)
                .build();
    }

    private String message(TrailRoot root, TrailTotals is) {
        if (is.dismissed()) {
            return "The trail of payment " + root.reference() + " needs no decision any more.";
        }
        return is.stop() != null
                ? "The trail of payment " + root.reference() + " reached " + maxAccounts
                        + " accounts and is followed no further. Decide whether to follow it by other means, or raise"
                        + " max-accounts; directive DISMISS says that this was decided."
                : "The trail of payment " + root.reference() + " is followed to its end again.";
    }

    /**
     * The whole trail.
     *
     * @param claimedMinor what is claimed of the root
     */
    EnrichedTrail enriched(TrailRoot root, long claimedMinor) {
        TrailTotals all = totals(root);
        Sums sums = all.sums();
        return EnrichedTrail.newBuilder()
                .setHeldMinor(sums.held())
                .setCashedOutMinor(sums.cashedOut())
                .setReturnedMinor(sums.returned())
                .setMovingMinor(Math.max(0, claimedMinor - sums.held() - sums.cashedOut() - sums.returned()))
                .setAccountCount(all.accounts())
                .setStopped(all.stop() != null)
                .setAccounts(accounts(root))
                .setConfirmedMinor(all.mark().confirmed())
                .setReleasedMinor(all.mark().released())
                .setBanks(all.banks().entrySet().stream()
                        .map(bank -> bank(bank.getKey(), bank.getValue()))
                        .toList())
                .build();
    }

    private static TrailBank bank(String bic, BankTotals totals) {
        return TrailBank.newBuilder()
                .setBank(bic)
                .setAccountCount(totals.accounts())
                .setHeldMinor(totals.sums().held())
                .setConfirmedMinor(totals.mark().confirmed())
                .setReleasedMinor(totals.mark().released())
                .setCashedOutMinor(totals.sums().cashedOut())
                .setReturnedMinor(totals.sums().returned())
                .build();
    }

    private List<TrailAccount> accounts(TrailRoot root) {
        StoredShelf<String, TrailNode> nodes = nodes(root);
        List<TrailAccount> shown = new ArrayList<>();
        try (Scan<Reached> inOrder = order(root).all()) {
            while (inOrder.hasNext() && shown.size() < SHOWN) {
                shown.add(
                        account(Objects.requireNonNull(nodes.get(inOrder.next().account()))));
            }
        }
        return shown;
    }

    private static TrailAccount account(TrailNode node) {
        AccountId account = AccountId.parse(node.account());
        return TrailAccount.newBuilder()
                .setBank(account.bank().value())
                .setAccount(account.number())
                .setHop(node.hop())
                .setFromAccount(node.from())
                .setTransferRef(node.reached().reference())
                .setReachedAt(node.reached().time())
                .setReceivedMinor(node.sums().received())
                .setHeldMinor(node.sums().held())
                .setCashedOutMinor(node.sums().cashedOut())
                .setReturnedMinor(node.sums().returned())
                .setPassedOnMinor(node.sums().passedOn())
                .setConfirmedMinor(node.mark().confirmed())
                .setReleasedMinor(node.mark().released())
                .build();
    }

    private TrailTotals totals(TrailRoot root) {
        TrailTotals known = totals.get(root);
        return known == null ? TrailTotals.NONE : known;
    }

    private static Reached reached(TrailNode node) {
        return new Reached(node.reached(), node.account());
    }

    private StoredShelf<String, TrailNode> nodes(TrailRoot root) {
        return new StoredShelf<>(store, BookKey.of(victim, 'N').root(root).end(), BookKey::text, NODES);
    }

    private StoredShelf<Reached, Reached> order(TrailRoot root) {
        BiFunction<BookKey, Reached, BookKey> keys =
                (key, at) -> key.position(at.position()).text(at.account());
        return new StoredShelf<>(store, BookKey.of(victim, 'P').root(root).end(), keys, REACHED);
    }
}
