package io.sekat.streams.core.account;

import io.sekat.events.AccountAction;
import io.sekat.events.Amount;
import io.sekat.events.FreezeOutcome;
import io.sekat.events.FreezeResponse;
import io.sekat.events.RejectReason;
import io.sekat.identifiers.AccountId;
import io.sekat.money.Money;
import io.sekat.money.Sums;
import io.sekat.streams.core.AlertIds;
import io.sekat.streams.core.Due;
import io.sekat.streams.core.Occasion;
import io.sekat.streams.core.Refused;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What a bank's answer changes (design section 4.6). */
public final class AnswerRule {
    private AnswerRule() {}

    /**
     * What is known once the bank answered; an answer that is older than the one known changes nothing but what is owed.
     *
     * @param occasion circumstances; what caused it is the answer
     * @throws Refused when it answers what was never asked, or does not say what it holds
     */
    public static AccountState answered(
            AccountId account, AccountState state, FreezeResponse response, Occasion occasion) {
        Instant recordedAt = occasion.causedAt();
        Asked asked = state.asked()
                .orElseThrow(() -> unknown(response, "the bank was never asked anything about account " + account));
        int episode = episode(account, asked, response);
        if (response.getRevision() < 1 || response.getRevision() > asked.revision()) {
            throw unknown(
                    response,
                    "revision " + response.getRevision() + " was never sent; the newest is " + asked.revision());
        }
        checkOutcome(asked, response);
        FollowUp followUp = state.followUp();
        Optional<Due> due = followUp.due();
        long revision = response.getRevision();
        Sums held = held(asked, followUp.answer(), response);
        BankAnswer answer = new BankAnswer(
                response.getAlertId(),
                episode,
                revision,
                response.getOutcome(),
                held,
                response.getReason(),
                response.getRespondedAt(),
                recordedAt,
                due.map(owed -> owed.isLate(revision, recordedAt)).orElse(false),
                gone(state, response, held));
        FollowUp settled =
                followUp.withDue(due.map(owed -> owed.answered(revision)).orElse(null));
        boolean isNews = followUp.answer().map(answer::replaces).orElse(true);
        return state.withFollowUp(
                isNews ? owingRelease(account, settled.withAnswer(answer), answer, asked, occasion) : settled);
    }

    /**
     * A bank that says only after it was asked to let go that it holds owes that from now on. Whether its answer was read
     * before what ended the hold makes no difference then.
     */
    private static FollowUp owingRelease(
            AccountId account, FollowUp followUp, BankAnswer answer, Asked asked, Occasion occasion) {
        boolean isOwed = asked.action() == AccountAction.RELEASE
                && answer.revision() < asked.revision()
                && answer.saysHeld()
                && followUp.due().isEmpty();
        Instant respondBy = occasion.respondBy(account.bank().value());
        return isOwed
                ? followUp.withDue(Due.asked(null, new Due.Question(asked.revision(), occasion.now(), respondBy)))
                : followUp;
    }

    /** What is no answer to what was asked must not end the wait for one. What an older revision asked is not kept. */
    private static void checkOutcome(Asked asked, FreezeResponse response) {
        FreezeOutcome outcome = response.getOutcome();
        boolean isHold = asked.action() == AccountAction.HOLD || asked.action() == AccountAction.FREEZE;
        boolean isNoAnswer = outcome == FreezeOutcome.UNKNOWN
                || outcome == FreezeOutcome.RETURNED
                || (outcome == FreezeOutcome.RELEASED && isHold && response.getRevision() == asked.revision());
        if (isNoAnswer) {
            throw new Refused(
                    RejectReason.OTHER,
                    "the answer to alert " + response.getAlertId() + " revision " + response.getRevision() + " is "
                            + outcome
                            + ", which is no answer to " + asked.action() + ": expected "
                            + (isHold
                                    ? "HELD, PARTLY_HELD, NO_FUNDS, ALREADY_CLOSED or REFUSED"
                                    : "RELEASED, NO_FUNDS, ALREADY_CLOSED or REFUSED"));
        }
    }

    /**
     * What had left when the bank said so first: given again, the answer still speaks of then. Where the bank says what it
     * holds, it does not count what it promised to give back and what is under way still.
     */
    private static Gone gone(AccountState state, FreezeResponse response, Sums held) {
        return state.followUp()
                .answer()
                .filter(before -> before.isAgain(response) && before.held().equals(held))
                .map(BankAnswer::gone)
                .orElseGet(() -> response.getHeld().isEmpty()
                        ? state.stolen().gone()
                        : withPromised(state.stolen().gone(), state.returns().values()));
    }

    private static Gone withPromised(Gone gone, Collection<Returning> returns) {
        Gone all = gone;
        for (Returning returning : returns) {
            String currency = returning.currencyOrNull();
            if (currency != null && returning.awaitedMinor() > 0) {
                all = all.withGivenBack(currency, returning.awaitedMinor());
            }
        }
        return all;
    }

    private static int episode(AccountId account, Asked asked, FreezeResponse response) {
        for (int episode = asked.episode(); episode >= 1; episode--) {
            if (AlertIds.of(account.toString(), episode).equals(response.getAlertId())) {
                return episode;
            }
        }
        throw unknown(response, "account " + account + " has no such alert");
    }

    /**
     * HELD without a sum means all that the revision asks. What an older one asked is not kept; given again, the answer
     * to it still means what it meant.
     */
    private static Sums held(Asked asked, Optional<BankAnswer> known, FreezeResponse response) {
        List<Money> stated = response.getHeld().stream().map(AnswerRule::money).toList();
        if (response.getOutcome() == FreezeOutcome.HELD && stated.isEmpty()) {
            return response.getRevision() == asked.revision()
                    ? asked.hold()
                    : known.filter(before -> before.isAgain(response))
                            .map(BankAnswer::held)
                            .orElse(Sums.NONE);
        } else if (response.getOutcome() == FreezeOutcome.HELD) {
            return Sums.of(stated);
        } else if (response.getOutcome() == FreezeOutcome.PARTLY_HELD) {
            if (stated.isEmpty()) {
                throw new Refused(
                        RejectReason.BAD_AMOUNT,
                        "the answer to alert " + response.getAlertId() + " is PARTLY_HELD, but 'held' says no sum:"
                                + " expected what the bank holds, one sum a currency");
            }
            return Sums.of(stated);
        }
        return Sums.NONE;
    }

    private static Money money(Amount amount) {
        Money held = new Money(amount.getCurrency(), amount.getMinor());
        if (held.minor() != 0 && !held.isPayable()) {
            throw new Refused(
                    RejectReason.BAD_AMOUNT,
                    "'held' is " + amount.getMinor() + ": expected zero or " + Money.PAYABLE + ", in minor units");
        }
        return held;
    }

    private static Refused unknown(FreezeResponse response, String why) {
        return new Refused(
                RejectReason.UNKNOWN_SUBJECT,
                "the answer to alert " + response.getAlertId() + " revision " + response.getRevision()
                        + " answers nothing: " + why);
    }
}
