package io.sekat.streams.core.phone;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.sekat.events.AlertReason;
import io.sekat.events.DirectiveKind;
import io.sekat.events.NumberAction;
import io.sekat.streams.core.Naming;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of a telephone number that a report or a directive named.
 *
 * @param namings who named it, by report id
 * @param orderOrNull what people ordered; null: nothing
 * @param askedOrNull what an operator was asked last; null: nothing ever
 * @param reviewOrNull the review item about it; null: there never was one
 * @param followUpOrNull what followed the questions to operators; null: nothing did
 */
public record NumberState(
        SortedMap<String, Named> namings,
        @JsonProperty("order") @Nullable Order orderOrNull,
        @JsonProperty("asked") @Nullable Asked askedOrNull,
        @JsonProperty("review") @Nullable Review reviewOrNull,
        @JsonProperty("followUp") @Nullable FollowUp followUpOrNull) {

    /**
     * One report's naming of the number.
     *
     * @param naming its victim and time
     * @param incidentAt when it happened, UTC
     */
    public record Named(Naming naming, Instant incidentAt) {}

    /**
     * What people ordered.
     *
     * @param kind CONFIRM_BLOCK, RELEASE or DISMISS; UNKNOWN: it was ended by a new report
     * @param directiveId the directive that says so
     * @param issuedAt when it was given, UTC; a later one replaces it
     */
    public record Order(DirectiveKind kind, String directiveId, Instant issuedAt) {
        /** The same order once a new report ended it: to hear it again changes nothing. */
        Order ended() {
            return new Order(DirectiveKind.UNKNOWN, directiveId, issuedAt);
        }
    }

    /**
     * What an operator was asked last.
     *
     * @param episode counts from 1; a new one begins when something is asked again after a withdrawal
     * @param revision of the request, counts over all episodes and operators
     * @param operator who was asked
     * @param action WATCH, BLOCK or WITHDRAW
     * @param reasons why, in the order of their declaration
     */
    public record Asked(int episode, long revision, String operator, NumberAction action, List<AlertReason> reasons) {
        boolean stands() {
            return action != NumberAction.WITHDRAW;
        }
    }

    /**
     * The review item about a number.
     *
     * @param revision counts up by one with each change
     * @param decision what it was about; the action REVIEW while it is open
     */
    public record Review(long revision, NumberDecision decision) {}

    /** Nothing is known. */
    public static final NumberState EMPTY = new NumberState(new TreeMap<>(), null, null, null, null);

    public NumberState {
        namings = Collections.unmodifiableSortedMap(namings);
        followUpOrNull = FollowUp.NONE.equals(followUpOrNull) ? null : followUpOrNull;
    }

    public Optional<Order> order() {
        return Optional.ofNullable(orderOrNull);
    }

    /** What people ordered, unless a new report ended that. */
    Optional<DirectiveKind> ordered() {
        return order().map(Order::kind).filter(kind -> kind != DirectiveKind.UNKNOWN);
    }

    public Optional<Asked> asked() {
        return Optional.ofNullable(askedOrNull);
    }

    /** What people are asked to decide now; empty: nothing, or nothing any more. */
    public Optional<NumberDecision> openReview() {
        return review().map(Review::decision).filter(asked -> asked.action() == NumberAction.REVIEW);
    }

    public Optional<Review> review() {
        return Optional.ofNullable(reviewOrNull);
    }

    /** What followed the questions to operators. */
    public FollowUp followUp() {
        return followUpOrNull == null ? FollowUp.NONE : followUpOrNull;
    }

    /** The same with another follow-up. */
    public NumberState withFollowUp(FollowUp followUp) {
        return new NumberState(namings, orderOrNull, askedOrNull, reviewOrNull, followUp);
    }

    int victims() {
        return Naming.victims(namings.values().stream().map(Named::naming).toList());
    }

    NumberState withNaming(String reportId, Named named) {
        TreeMap<String, Named> copy = new TreeMap<>(namings);
        copy.put(reportId, named);
        return new NumberState(copy, orderOrNull, askedOrNull, reviewOrNull, followUpOrNull);
    }

    NumberState withoutNaming(String reportId) {
        TreeMap<String, Named> copy = new TreeMap<>(namings);
        copy.remove(reportId);
        return new NumberState(copy, orderOrNull, askedOrNull, reviewOrNull, followUpOrNull);
    }

    NumberState withOrder(@Nullable Order order) {
        return new NumberState(namings, order, askedOrNull, reviewOrNull, followUpOrNull);
    }

    NumberState withAsked(Asked asked) {
        return new NumberState(namings, orderOrNull, asked, reviewOrNull, followUpOrNull);
    }

    NumberState withReview(Review review) {
        return new NumberState(namings, orderOrNull, askedOrNull, review, followUpOrNull);
    }
}
