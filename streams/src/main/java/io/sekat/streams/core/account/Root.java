package io.sekat.streams.core.account;

import io.sekat.money.Money;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A victim's payment that was proved, with what is claimed of it.
 *
 * @param transfer the payment
 * @param claimed what is claimed of it: the larger of two claims, never more than was transferred
 * @param claimants the reports that claim it, in the order of their ids
 */
public record Root(Transfer transfer, Money claimed, List<Claimed> claimants) {

    public Root {
        claimants = List.copyOf(claimants);
    }

    /**
     * Every proved payment, by its reference: the claim is on the transfer, so two reports of one payment make one
     * claim of {@code min(claimed, transferred)} (design section 4.2).
     *
     * @param proofs each claim with the transfer that proves it
     */
    static SortedMap<String, Root> of(Collection<Proof> proofs) {
        SortedMap<String, Root> roots = new TreeMap<>();
        for (Proof proof : proofs) {
            roots.merge(proof.transfer().reference(), root(proof), Root::joined);
        }
        return roots;
    }

    /**
     * A claim and what proves it.
     *
     * @param claim what a report says
     * @param transfer the transfer that proves it
     */
    record Proof(PaymentClaim claim, Transfer transfer) {}

    private static Root root(Proof proof) {
        Money transferred = proof.transfer().amount();
        long claimed = Math.min(proof.claim().claimed().minor(), transferred.minor());
        return new Root(
                proof.transfer(),
                new Money(transferred.currency(), claimed),
                List.of(new Claimed(proof.claim().reportId(), proof.claim().naming())));
    }

    private static Root joined(Root one, Root other) {
        List<Claimed> claimants = new ArrayList<>(one.claimants);
        other.claimants.stream().filter(c -> !claimants.contains(c)).forEach(claimants::add);
        claimants.sort(Comparator.comparing(Claimed::reportId));
        return new Root(
                one.transfer, one.claimed.minor() >= other.claimed.minor() ? one.claimed : other.claimed, claimants);
    }
}
