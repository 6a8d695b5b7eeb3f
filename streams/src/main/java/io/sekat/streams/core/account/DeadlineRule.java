package io.sekat.streams.core.account;

import io.sekat.events.AccountAction;
import io.sekat.events.DirectiveKind;
import io.sekat.events.Escalation;
import io.sekat.events.EscalationKind;
import io.sekat.identifiers.AccountId;
import io.sekat.streams.core.AlertIds;
import io.sekat.streams.core.Due;
import io.sekat.streams.core.Effect;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** What the passing of time changes for an account (design section 4.6). Whatever it does is kept, so it is done once. */
public final class DeadlineRule {
    private DeadlineRule() {}

    /** When the account is to be looked at again, UTC; empty: when something happens. */
    public static Optional<Instant> next(AccountState state) {
        Stream<Optional<Instant>> returns = state.returns().values().stream()
                .map(returning -> returning.due().flatMap(Due::nextNotice));
        return Stream.concat(Stream.of(state.followUp().due().flatMap(Due::nextNotice), end(state)), returns)
                .flatMap(Optional::stream)
                .min(Instant::compareTo);
    }

    /**
     * What is known at a time: deadlines that passed are escalated, and a hold that ran out is no ground any more.
     *
     * @param until the time, UTC; whatever was answered by then is in the state
     * @param now what the clock says, UTC
     * @param effects what is to be told to whom is added
     */
    public static AccountState elapsed(
            AccountId account, AccountState state, Instant until, Instant now, List<Effect> effects) {
        AccountState noticed = noticed(account, state, until, now, effects);
        Instant end = end(noticed).filter(at -> !at.isAfter(until)).orElse(null);
        if (end == null) {
            return noticed;
        }
        // An order to freeze until then has ended with it.
        AccountState free = noticed.order()
                .filter(order -> order.kind() == DirectiveKind.CONFIRM_FREEZE)
                .map(order -> noticed.withOrder(order.lapsed()))
                .orElse(noticed);
        return free.withFollowUp(free.followUp().withExpiry(end));
    }

    /**
     * What is known at a time: an order to freeze until then or earlier decides nothing any more. The order alone has ended:
     * what the bank is asked on other grounds has an end of its own. Where the bank was asked to freeze until then, order
     * and freeze end together ({@link #elapsed}), unless more stolen money came, which is not let go with the rest.
     *
     * @param now what the clock says, UTC
     */
    static AccountState lapsed(AccountState known, Instant now) {
        AccountState state = extensionOver(known, now);
        Instant end = state.order()
                .filter(order -> order.kind() == DirectiveKind.CONFIRM_FREEZE)
                .map(Order::until)
                .map(state.followUp()::end)
                .filter(at -> !at.isAfter(now))
                .orElse(null);
        boolean endsWithFreeze = state.asked()
                .filter(asked -> asked.action() == AccountAction.FREEZE
                        && Objects.equals(asked.holdUntil(), end)
                        && !AlertRule.isMore(asked.hold(), state.stolen().sums()))
                .isPresent();
        return end == null || endsWithFreeze
                ? state
                : state.order().map(order -> state.withOrder(order.ended())).orElse(state);
    }

    /** An extension that came after the end of a hold, while there was nothing to hold, is over without one. */
    private static AccountState extensionOver(AccountState state, Instant now) {
        FollowUp followUp = state.followUp();
        Instant expiredAt = followUp.expiredAt();
        Instant end = expiredAt == null ? null : followUp.end(expiredAt);
        return end == null || end.equals(expiredAt) || end.isAfter(now)
                ? state
                : state.withFollowUp(followUp.withExpiry(end));
    }

    private static AccountState noticed(
            AccountId account, AccountState state, Instant until, Instant now, List<Effect> effects) {
        AccountState told = state;
        Due due = state.followUp().dueOrNull();
        Asked asked = state.askedOrNull();
        if (due != null && asked != null) {
            String alert = AlertIds.of(account.toString(), asked.episode());
            Due noticed = noticed(account, EscalationKind.FREEZE_ALERT, alert, due, until, now, effects);
            told = told.withFollowUp(told.followUp().withDue(noticed));
        }
        for (Map.Entry<String, Returning> order : state.returns().entrySet()) {
            Due owed = order.getValue().dueOrNull();
            if (owed != null) {
                Due noticed =
                        noticed(account, EscalationKind.RETURN_REQUEST, order.getKey(), owed, until, now, effects);
                told = told.withReturn(order.getKey(), order.getValue().withDue(noticed));
            }
        }
        return told;
    }

    private static Due noticed(
            AccountId account,
            EscalationKind kind,
            String alertId,
            Due due,
            Instant until,
            Instant now,
            List<Effect> effects) {
        Due told = due;
        while (told.nextNotice().filter(at -> !at.isAfter(until)).isPresent()) {
            told = told.noticed();
            effects.add(new Effect.Escalate(Escalation.newBuilder()
                    .setKind(kind)
                    .setAlertId(alertId)
                    .setRevision(told.newest().revision())
                    .setSubject(account.toString())
                    .setParticipantId(account.bank().value())
                    .setLevel(told.notices())
                    .setRespondBy(told.oldest().respondBy())
                    .setEscalatedAt(now)
                    .build()));
        }
        return told;
    }

    private static Optional<Instant> end(AccountState state) {
        return state.followUp().expiredAt() != null
                ? Optional.empty()
                : state.asked()
                        .filter(asked -> asked.action() == AccountAction.HOLD || asked.action() == AccountAction.FREEZE)
                        .map(Asked::holdUntil);
    }
}
