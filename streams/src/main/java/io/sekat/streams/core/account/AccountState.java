package io.sekat.streams.core.account;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.sekat.events.AccountAction;
import io.sekat.events.DirectiveKind;
import io.sekat.money.Sums;
import io.sekat.streams.core.Naming;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of an account that a report or stolen money touched; clean accounts have no state, but for those with
 * many transfers.
 *
 * @param namings who named it, by report id
 * @param stolenOrNull stolen money in it, summed up
 * @param claims payments that reports say it made, by report id and place; it is then a victim's account
 * @param proofs the reference of the transfer that proves each of them, by report id and place
 * @param roots those of its payments that are proved, by reference, as the suspects' accounts were told
 * @param indexed whether its transfers are in its book: they are from the first claim or stolen money on, or from when they are many
 * @param orderOrNull what people ordered; null: nothing
 * @param askedOrNull what its bank was asked last; null: nothing ever
 * @param reviewOrNull the review item about it; null: there never was one
 * @param followUpOrNull what followed the question to its bank; null: nothing did
 * @param returns orders to give money back, by request
 */
public record AccountState(
        SortedMap<String, Naming> namings,
        @JsonProperty("stolen") @Nullable Stolen stolenOrNull,
        SortedMap<String, PaymentClaim> claims,
        SortedMap<String, String> proofs,
        SortedMap<String, Root> roots,
        boolean indexed,
        @JsonProperty("order") @Nullable Order orderOrNull,
        @JsonProperty("asked") @Nullable Asked askedOrNull,
        @JsonProperty("review") @Nullable Review reviewOrNull,
        @JsonProperty("followUp") @Nullable FollowUp followUpOrNull,
        SortedMap<String, Returning> returns) {

    /**
     * The review item about an account.
     *
     * @param revision counts up by one with each change
     * @param decision what it was about; the action REVIEW while it is open
     */
    public record Review(long revision, Decision decision) {}

    /** Nothing is known. */
    public static final AccountState EMPTY = new AccountState(
            new TreeMap<>(),
            null,
            new TreeMap<>(),
            new TreeMap<>(),
            new TreeMap<>(),
            false,
            null,
            null,
            null,
            null,
            new TreeMap<>());

    public AccountState {
        namings = Collections.unmodifiableSortedMap(namings);
        stolenOrNull = Stolen.NONE.equals(stolenOrNull) ? null : stolenOrNull;
        claims = Collections.unmodifiableSortedMap(claims);
        proofs = Collections.unmodifiableSortedMap(proofs);
        roots = Collections.unmodifiableSortedMap(roots);
        returns = Collections.unmodifiableSortedMap(returns);
        followUpOrNull = FollowUp.NONE.equals(followUpOrNull) ? null : followUpOrNull;
    }

    /** Stolen money in it, summed up. */
    public Stolen stolen() {
        return stolenOrNull == null ? Stolen.NONE : stolenOrNull;
    }

    /** Whether any money is followed here: stolen money that came in, or payments that are claimed. */
    public boolean followsMoney() {
        return stolenOrNull != null || !claims.isEmpty() || !roots.isEmpty() || !returns.isEmpty();
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

    /** What people are asked to decide now; empty: nothing, or nothing any more. */
    public Optional<Decision> openReview() {
        return review().map(Review::decision).filter(asked -> asked.action() == AccountAction.REVIEW);
    }

    public Optional<Review> review() {
        return Optional.ofNullable(reviewOrNull);
    }

    /** What followed the question to its bank. */
    public FollowUp followUp() {
        return followUpOrNull == null ? FollowUp.NONE : followUpOrNull;
    }

    /** The same with another follow-up. */
    public AccountState withFollowUp(FollowUp followUp) {
        return new AccountState(
                namings,
                stolenOrNull,
                claims,
                proofs,
                roots,
                indexed,
                orderOrNull,
                askedOrNull,
                reviewOrNull,
                followUp,
                returns);
    }

    /** What the bank confirmed that it holds for the present alert, without what it gave back since. */
    public Sums confirmed() {
        return asked().flatMap(last -> followUp()
                        .answer()
                        .filter(answer -> answer.episode() == last.episode())
                        .map(answer -> answer.stillHeld(stolen().gone())))
                .orElse(Sums.NONE);
    }

    /** Whether its stolen money is not asked to be held any more. */
    public boolean isReleased() {
        return asked().filter(last -> last.action() == AccountAction.RELEASE).isPresent();
    }

    /** The same once it is noted whether any of its stolen money is confirmed or let go. */
    public AccountState withMarked(boolean isMarked) {
        return withFollowUp(followUp().withMarked(isMarked));
    }

    AccountState withReturn(String requestId, Returning returning) {
        return withReturns(with(returns, requestId, returning));
    }

    AccountState withReturns(SortedMap<String, Returning> changed) {
        return new AccountState(
                namings,
                stolenOrNull,
                claims,
                proofs,
                roots,
                indexed,
                orderOrNull,
                askedOrNull,
                reviewOrNull,
                followUpOrNull,
                changed);
    }

    AccountState withNaming(String reportId, Naming naming) {
        return withNamings(with(namings, reportId, naming));
    }

    AccountState withNamings(SortedMap<String, Naming> changed) {
        return new AccountState(
                changed,
                stolenOrNull,
                claims,
                proofs,
                roots,
                indexed,
                orderOrNull,
                askedOrNull,
                reviewOrNull,
                followUpOrNull,
                returns);
    }

    /** The same with other stolen money. */
    public AccountState withStolen(Stolen changed) {
        return new AccountState(
                namings,
                changed,
                claims,
                proofs,
                roots,
                indexed,
                orderOrNull,
                askedOrNull,
                reviewOrNull,
                followUpOrNull,
                returns);
    }

    /** The same once its transfers are in its book. */
    public AccountState withIndex() {
        return new AccountState(
                namings,
                stolenOrNull,
                claims,
                proofs,
                roots,
                true,
                orderOrNull,
                askedOrNull,
                reviewOrNull,
                followUpOrNull,
                returns);
    }

    AccountState withClaims(SortedMap<String, PaymentClaim> changed) {
        return new AccountState(
                namings,
                stolenOrNull,
                changed,
                proofs,
                roots,
                indexed,
                orderOrNull,
                askedOrNull,
                reviewOrNull,
                followUpOrNull,
                returns);
    }

    AccountState withProofs(SortedMap<String, String> changedProofs, SortedMap<String, Root> changedRoots) {
        return new AccountState(
                namings,
                stolenOrNull,
                claims,
                changedProofs,
                changedRoots,
                indexed,
                orderOrNull,
                askedOrNull,
                reviewOrNull,
                followUpOrNull,
                returns);
    }

    AccountState withOrder(@Nullable Order order) {
        return new AccountState(
                namings,
                stolenOrNull,
                claims,
                proofs,
                roots,
                indexed,
                order,
                askedOrNull,
                reviewOrNull,
                followUpOrNull,
                returns);
    }

    AccountState withAsked(Asked asked) {
        return new AccountState(
                namings,
                stolenOrNull,
                claims,
                proofs,
                roots,
                indexed,
                orderOrNull,
                asked,
                reviewOrNull,
                followUpOrNull,
                returns);
    }

    AccountState withReview(Review review) {
        return new AccountState(
                namings,
                stolenOrNull,
                claims,
                proofs,
                roots,
                indexed,
                orderOrNull,
                askedOrNull,
                review,
                followUpOrNull,
                returns);
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
