package io.sekat.streams.core.account;

import io.sekat.events.AccountAction;
import io.sekat.events.AlertReason;
import io.sekat.events.Amount;
import io.sekat.events.DirectiveKind;
import io.sekat.events.FreezeAlert;
import io.sekat.events.ReviewItem;
import io.sekat.events.ReviewReason;
import io.sekat.events.ReviewState;
import io.sekat.events.TaintedCredit;
import io.sekat.identifiers.AccountId;
import io.sekat.money.Sums;
import io.sekat.streams.core.AlertIds;
import io.sekat.streams.core.Due;
import io.sekat.streams.core.Effect;
import io.sekat.streams.core.Naming;
import io.sekat.streams.core.Occasion;
import io.sekat.streams.core.Rules;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * When a new revision is sent: only when the action, the hold amount, a reason or the directory facts change (design
 * section 4.4).
 */
final class AlertRule {
    private final AccountId account;
    private final Rules rules;

    AlertRule(AccountId account, Rules rules) {
        this.account = account;
        this.rules = rules;
    }

    /** Asks the bank, where what it was asked last is no longer the truth. */
    AccountState ask(
            AccountState state,
            Decision decision,
            Supplier<List<TaintedCredit>> credits,
            Occasion occasion,
            List<Effect> effects) {
        Optional<Asked> last = state.asked();
        boolean stands = last.map(Asked::stands).orElse(false);
        boolean nothingToAsk = switch (decision.action()) {
            case NONE, REVIEW, RELEASE -> true;
            default -> false;
        };
        if (nothingToAsk && !stands) {
            return state;
        }
        Asked next = next(state, decision, nothingToAsk, occasion);
        if (last.map(asked -> sameQuestion(asked, next)).orElse(false)) {
            return state;
        }
        effects.add(
                new Effect.AskBank(alert(state, next, next.hold().isEmpty() ? List.of() : credits.get(), occasion)));
        FollowUp followUp = state.followUp();
        Due due = wantsAnswer(state, next)
                ? Due.asked(
                        followUp.dueOrNull(), new Due.Question(next.revision(), occasion.now(), respondBy(occasion)))
                : null;
        return state.withAsked(next).withFollowUp(followUp.withDue(due));
    }

    /** A bank owes an answer to what it is to do: to hold, and to let go of what it said that it holds. */
    private static boolean wantsAnswer(AccountState state, Asked asked) {
        return switch (asked.action()) {
            case HOLD, FREEZE -> true;
            case RELEASE ->
                state.followUp().answer().filter(BankAnswer::saysHeld).isPresent();
            default -> false;
        };
    }

    private Asked next(AccountState state, Decision decision, boolean release, Occasion occasion) {
        Optional<Asked> last = state.asked();
        boolean sameEpisode = last.map(Asked::stands).orElse(false);
        AccountAction action = release ? AccountAction.RELEASE : decision.action();
        boolean holds = action == AccountAction.HOLD || action == AccountAction.FREEZE;
        return new Asked(
                last.map(Asked::episode).orElse(0) + (sameEpisode ? 0 : 1),
                last.map(Asked::revision).orElse(0L) + 1,
                action,
                release ? Sums.NONE : decision.hold(),
                decision.reasons(),
                decision.directory(),
                decision.status(),
                holds ? holdUntil(state, decision, occasion) : null);
    }

    /**
     * When the hold runs out; null: at a further order only. More stolen money begins the time anew: what was found in
     * the last hour is not to be let go with the rest. It never ends a hold sooner that was asked for longer.
     */
    private @Nullable Instant holdUntil(AccountState state, Decision decision, Occasion occasion) {
        Optional<Order> frozen = state.order().filter(order -> order.kind() == DirectiveKind.CONFIRM_FREEZE);
        Instant ordered = frozen.map(Order::until).orElse(null);
        if (frozen.isPresent() && ordered == null) {
            return null;
        }
        return state.followUp().end(ordered != null ? ordered : usual(state, decision, occasion));
    }

    /** When a hold runs out without an order; one that ran out has ended, and holds again as long as it is ordered only. */
    private Instant usual(AccountState state, Decision decision, Occasion occasion) {
        Instant expiredAt = state.followUp().expiredAt();
        if (expiredAt != null) {
            return expiredAt;
        }
        Instant anew = occasion.now().plus(rules.holdFor());
        Asked last = state.asked().filter(Asked::stands).orElse(null);
        Instant standing = last == null ? null : last.holdUntil();
        if (last == null || standing == null) {
            return anew;
        }
        return isMore(last.hold(), decision.hold()) && anew.isAfter(standing) ? anew : standing;
    }

    /** Whether there is more to hold than before, in any currency. */
    static boolean isMore(Sums before, Sums after) {
        return after.byCurrency().entrySet().stream()
                .anyMatch(sum -> sum.getValue() > before.byCurrency().getOrDefault(sum.getKey(), 0L));
    }

    private static boolean sameQuestion(Asked last, Asked next) {
        return last.action() == next.action()
                && last.hold().equals(next.hold())
                && last.reasons().equals(next.reasons())
                && last.directory() == next.directory()
                && last.status() == next.status()
                && Objects.equals(last.holdUntil(), next.holdUntil());
    }

    private FreezeAlert alert(AccountState state, Asked asked, List<TaintedCredit> credits, Occasion occasion) {
        return FreezeAlert.newBuilder()
                .setAlertId(AlertIds.of(account.toString(), asked.episode()))
                .setBank(account.bank().value())
                .setAccount(account.number())
                .setRevision(asked.revision())
                .setAction(asked.action())
                .setHold(amounts(asked.hold()))
                .setReasons(asked.reasons())
                .setDirectory(asked.directory())
                .setAccountStatus(asked.status())
                .setCredits(credits)
                .setReportCount(state.namings().size())
                .setVictimCount(Naming.victims(state.namings().values()))
                .setCausedAt(occasion.causedAt())
                .setIssuedAt(occasion.now())
                .setRespondBy(respondBy(occasion))
                .setHoldUntil(asked.holdUntil())
                .build();
    }

    private Instant respondBy(Occasion occasion) {
        return occasion.respondBy(account.bank().value());
    }

    static List<Amount> amounts(Sums sums) {
        return sums.amounts().stream()
                .map(money -> new Amount(money.currency(), money.minor()))
                .toList();
    }

    /** Asks people, or tells them that there is nothing to decide any more. */
    AccountState review(AccountState state, Decision decision, Occasion occasion, List<Effect> effects) {
        boolean wanted = decision.action() == AccountAction.REVIEW;
        boolean isOpen = state.openReview().isPresent();
        boolean unchanged = state.review()
                .filter(review -> review.decision().equals(decision))
                .isPresent();
        if (wanted ? unchanged : !isOpen) {
            return state;
        }
        long revision = state.review().map(AccountState.Review::revision).orElse(0L) + 1;
        boolean isProtected = decision.reasons().contains(AlertReason.PROTECTED);
        effects.add(new Effect.AskPeople(ReviewItem.newBuilder()
                .setSubject(account.toString())
                .setRevision(revision)
                .setState(wanted ? ReviewState.OPEN : ReviewState.CLOSED)
                .setReason(
                        !wanted
                                ? ReviewReason.OTHER
                                : isProtected ? ReviewReason.PROTECTED_ACCOUNT : ReviewReason.UNKNOWN_PARTICIPANT)
                .setParticipantId(account.bank().value())
                .setMessage(message(wanted, isProtected))
                .setAmounts(amounts(decision.hold()))
                .setReportCount(state.namings().size())
                .setVictimCount(Naming.victims(state.namings().values()))
                .setRaisedAt(occasion.now())
                .build()));
        return state.withReview(new AccountState.Review(revision, decision));
    }

    private String message(boolean wanted, boolean isProtected) {
        if (!wanted) {
            return "Nothing to decide about account " + account + " any more.";
        } else if (isProtected) {
            return "Account " + account + " is protected: the bank is not asked for anything. Decide whether to freeze"
                    + " it (directive CONFIRM_FREEZE), to leave it until something new comes (RELEASE) or to leave it for"
                    + " good (DISMISS).";
        }
        return "Bank " + account.bank() + " of account " + account + " does not take part, so nobody can be asked."
                + " Provision it as a participant, or reach it by other means and say so (directive DISMISS).";
    }
}
