package io.sekat.streams.core.account;

import io.sekat.events.AccountMessage;
import io.sekat.events.Claimant;
import io.sekat.events.Taint;
import io.sekat.identifiers.AccountId;
import io.sekat.streams.core.Effect;
import io.sekat.streams.core.Occasion;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;

/** Tells each account that a proved payment went to, absolutely, how much of it is claimed (design section 4.2). */
final class TaintRule {
    private TaintRule() {}

    static void tell(
            AccountId victim, AccountState before, AccountState after, Occasion occasion, List<Effect> effects) {
        SortedMap<String, Root> was = before.roots();
        SortedMap<String, Root> is = after.roots();
        is.forEach((reference, root) -> {
            if (!root.equals(was.get(reference))) {
                effects.add(taint(victim, root, root.claimed().minor(), occasion));
            }
        });
        was.forEach((reference, root) -> {
            if (!is.containsKey(reference)) {
                effects.add(taint(victim, root, 0, occasion));
            }
        });
    }

    private static Effect taint(AccountId victim, Root root, long minor, Occasion occasion) {
        Transfer transfer = root.transfer();
        Taint taint = Taint.newBuilder()
                .setRootTransferRef(transfer.reference())
                .setRootAccount(victim.toString())
                .setRootSettledAt(transfer.settledAt())
                .setTransferRef(transfer.reference())
                .setSettledAt(transfer.settledAt())
                .setHop(1)
                .setCurrency(root.claimed().currency())
                .setAmountMinor(minor)
                .setClaimants(root.claimants().stream()
                        .map(claimed -> new Claimant(
                                claimed.reportId(),
                                claimed.naming().victim(),
                                claimed.naming().reportedAt()))
                        .toList())
                .build();
        String suspect = Objects.requireNonNull(transfer.creditor(), "a claim is proved by a transfer to an account");
        return new Effect.TellAccount(suspect, new AccountMessage(taint, occasion.causedAt()));
    }
}
