package io.sekat.streams.core.account;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.sekat.events.DirectiveKind;
import io.sekat.money.Sums;
import io.sekat.streams.core.Naming;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of an account that a report or stolen money touched; clean accounts have no state.
 *
 * @param namings who named it, by report id
 * @param credits stolen money that came in, by transfer and root
 * @param claims payments that reports say it made, by report id and place; it is then a victim's account
 * @param proofs the reference of the transfer that proves each of them, by report id and place
 * @param roots those of its payments that are proved, by reference, as the suspects' accounts were told
 * @param orderOrNull what people ordered; null: nothing
 * @param askedOrNull what its bank was asked last; null: nothing ever
 * @param reviewOrNull the review item about it; null: there never was one
 */
public record AccountState(
        SortedMap<String, Naming> namings,
        SortedMap<String, Credit> credits,
        SortedMap<String, PaymentClaim> claims,
        SortedMap<String, String> proofs,
        SortedMap<String, Root> roots,
        @JsonProperty("order") @Nullable Order orderOrNull,
        @JsonProperty("asked") @Nullable Asked askedOrNull,
        @JsonProperty("review") @Nullable Review reviewOrNull) {

    /**
     * The review item about an account.
     *
     * @param revision counts up by one with each change
     * @param decision what it was about; the action REVIEW while it is open
     */
    public record Review(long revision, Decision decision) {}

    /** Nothing is known. */
    public static final AccountState EMPTY = new AccountState(
            new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), null, null, null);

    public AccountState {
        namings = Collections.unmodifiableSortedMap(namings);
        credits = Collections.unmodifiableSortedMap(credits);
        claims = Collections.unmodifiableSortedMap(claims);
        proofs = Collections.unmodifiableSortedMap(proofs);
        roots = Collections.unmodifiableSortedMap(roots);
    }

    public Optional<Order> order() {
        return Optional.ofNullable(orderOrNull);
    }

    /** What people ordered, unless new ground ended that. */
    Optional<DirectiveKind> ordered() {
        return order().map(Order::kind).filter(kind -> kind != DirectiveKind.UNKNOWN);
    }

    public Optional<Asked> asked() {
        return Optional.ofNullable(askedOrNull);
    }

    public Optional<Review> review() {
        return Optional.ofNullable(reviewOrNull);
    }

    /** Stolen money that is in the account, one sum a currency: the trail is one hop long, so nothing has left yet. */
    Sums openSums() {
        return Sums.of(credits.values().stream().map(Credit::stolen).toList());
    }

    /** The reports whose victims' proved payments came straight into this account. */
    Collection<Naming> straightPayers() {
        return credits.values().stream()
                .filter(credit -> credit.hop() == 1)
                .flatMap(credit -> credit.claimants().stream())
                .map(Credit.Claimed::naming)
                .toList();
    }

    /** Whether transfers of this account can change anything: it is a victim's. */
    public boolean hasClaims() {
        return !claims.isEmpty();
    }

    AccountState withNaming(String reportId, Naming naming) {
        return new AccountState(
                with(namings, reportId, naming),
                credits,
                claims,
                proofs,
                roots,
                orderOrNull,
                askedOrNull,
                reviewOrNull);
    }

    AccountState withCredits(SortedMap<String, Credit> changed) {
        return new AccountState(namings, changed, claims, proofs, roots, orderOrNull, askedOrNull, reviewOrNull);
    }

    AccountState withClaim(PaymentClaim claim) {
        return new AccountState(
                namings,
                credits,
                with(claims, claim.key(), claim),
                proofs,
                roots,
                orderOrNull,
                askedOrNull,
                reviewOrNull);
    }

    AccountState withProofs(SortedMap<String, String> changedProofs, SortedMap<String, Root> changedRoots) {
        return new AccountState(
                namings, credits, claims, changedProofs, changedRoots, orderOrNull, askedOrNull, reviewOrNull);
    }

    AccountState withOrder(@Nullable Order order) {
        return new AccountState(namings, credits, claims, proofs, roots, order, askedOrNull, reviewOrNull);
    }

    AccountState withAsked(Asked asked) {
        return new AccountState(namings, credits, claims, proofs, roots, orderOrNull, asked, reviewOrNull);
    }

    AccountState withReview(Review review) {
        return new AccountState(namings, credits, claims, proofs, roots, orderOrNull, askedOrNull, review);
    }

    static <V> SortedMap<String, V> with(SortedMap<String, V> map, String key, V value) {
        TreeMap<String, V> copy = new TreeMap<>(map);
        copy.put(key, value);
        return copy;
    }

    static <V> SortedMap<String, V> without(SortedMap<String, V> map, String key) {
        TreeMap<String, V> copy = new TreeMap<>(map);
        copy.remove(key);
        return copy;
    }
}
