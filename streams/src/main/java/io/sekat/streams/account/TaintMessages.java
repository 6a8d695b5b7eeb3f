package io.sekat.streams.account;

import io.sekat.events.Taint;
import io.sekat.events.TaintedPart;
import io.sekat.identifiers.AccountId;
import io.sekat.identifiers.TransferRef;
import io.sekat.money.Money;
import io.sekat.streams.core.account.Claimed;
import io.sekat.streams.core.trail.Lot;
import io.sekat.streams.core.trail.LotId;
import io.sekat.streams.core.trail.Part;
import io.sekat.streams.core.trail.Position;
import io.sekat.streams.core.trail.TrailRoot;
import java.time.Instant;
import java.util.List;

/** How accounts say to each other what a transfer carries. */
final class TaintMessages {
    private static final Instant LATEST = Instant.parse("3000-01-01T00:00:00Z");

    private TaintMessages() {}

    /**
     * Reads what a transfer carries, and checks all of it before anything is kept.
     *
     * @throws IllegalArgumentException when it is not valid
     */
    static List<Part> parts(Taint taint) {
        AccountId.parse(taint.getDebtorAccount());
        Position position = position(taint.getTransferRef(), taint.getSettledAt());
        LotId id = new LotId(position, taint.getDebtorAccount(), 0);
        return taint.getParts().stream()
                .map(part -> {
                    TrailRoot root = root(part.getRootAccount(), part.getRootTransferRef(), part.getRootSettledAt());
                    Money amount = new Money(taint.getCurrency(), part.getAmountMinor());
                    Lot lot = new Lot(id, root, part.getHop(), amount);
                    return new Part(lot.root(), lot.hop(), amount.minor());
                })
                .toList();
    }

    /** A root, checked. */
    static TrailRoot root(String account, String reference, Instant settledAt) {
        Position position = position(reference, settledAt);
        return new TrailRoot(AccountId.parse(account).toString(), position.reference(), position.time());
    }

    /** A position, checked. */
    static Position position(String reference, Instant time) {
        if (time.isBefore(Instant.EPOCH) || time.isAfter(LATEST)) {
            throw new IllegalArgumentException("time " + time + " is not valid: expected one from 1970 to 3000");
        }
        return new Position(time, new TransferRef(reference).value());
    }

    /** Says what a transfer carries. */
    static Taint taint(String debtor, Position position, String currency, List<Part> parts, List<Claimed> claimants) {
        return Taint.newBuilder()
                .setDebtorAccount(debtor)
                .setTransferRef(position.reference())
                .setSettledAt(position.time())
                .setCurrency(currency)
                .setParts(parts.stream().map(TaintMessages::part).toList())
                .setClaimants(claimants.stream().map(Claimed::claimant).toList())
                .build();
    }

    /** The reports that claim the very transfer that a message is about; none: it is no victim's payment. */
    static List<Claimed> claimants(Taint taint) {
        boolean isRoot = taint.getParts().stream()
                .anyMatch(part -> part.getRootAccount().equals(taint.getDebtorAccount())
                        && part.getRootTransferRef().equals(taint.getTransferRef()));
        return isRoot ? taint.getClaimants().stream().map(Claimed::of).toList() : List.of();
    }

    private static TaintedPart part(Part part) {
        return new TaintedPart(
                part.root().account(), part.root().reference(), part.root().settledAt(), part.hop(), part.minor());
    }
}
