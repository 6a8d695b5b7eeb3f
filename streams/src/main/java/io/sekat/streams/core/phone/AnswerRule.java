package io.sekat.streams.core.phone;

import io.sekat.events.BlockOutcome;
import io.sekat.events.BlockResponse;
import io.sekat.events.NumberAction;
import io.sekat.events.RejectReason;
import io.sekat.identifiers.PhoneNumber;
import io.sekat.streams.core.AlertIds;
import io.sekat.streams.core.Due;
import io.sekat.streams.core.Occasion;
import io.sekat.streams.core.Refused;
import java.time.Instant;

/** What an operator's answer changes (design section 4.6). */
public final class AnswerRule {
    private AnswerRule() {}

    /**
     * What is known once an operator answered; an answer that is older than the one known changes nothing but what is
     * owed.
     *
     * @param occasion circumstances; what caused it is the answer
     * @throws Refused when it answers what that operator was never asked
     */
    public static NumberState answered(
            PhoneNumber number, NumberState state, BlockResponse response, Occasion occasion) {
        Instant recordedAt = occasion.causedAt();
        FollowUp followUp = state.followUp();
        String operator = response.getOperator();
        if (!isRequestOf(number, state, response.getAlertId())) {
            throw refused(RejectReason.UNKNOWN_SUBJECT, response, "number " + number + " has no such request");
        }
        Long last = followUp.asked().get(operator);
        if (last == null) {
            throw refused(
                    RejectReason.WRONG_PARTICIPANT,
                    response,
                    "operator " + operator + " was never asked anything about number " + number);
        } else if (response.getRevision() < 1 || response.getRevision() > last) {
            throw refused(
                    RejectReason.UNKNOWN_SUBJECT,
                    response,
                    "operator " + operator + " was never sent that revision; its newest is " + last);
        }
        checkOutcome(state, response, last);
        Due due = followUp.due().get(operator);
        long revision = response.getRevision();
        OperatorAnswer answer = new OperatorAnswer(
                response.getAlertId(),
                revision,
                response.getOutcome(),
                response.getReason(),
                response.getRespondedAt(),
                recordedAt,
                due != null && due.isLate(revision, recordedAt));
        FollowUp settled = due == null ? followUp : followUp.withDue(operator, due.answered(revision));
        OperatorAnswer before = followUp.answers().get(operator);
        boolean isNews = before == null || answer.replaces(before);
        if (!isNews) {
            return state.withFollowUp(settled);
        }
        FollowUp known = settled.withAnswer(operator, answer);
        boolean isOwed = isToWithdraw(state, operator)
                && revision < last
                && answer.saysBlocked()
                && known.dueOf(operator).isEmpty();
        return state.withFollowUp(isOwed ? owingWithdrawal(known, operator, last, occasion) : known);
    }

    /** Whether the last that an operator was asked is to let go: one that is asked for more is the one asked last. */
    private static boolean isToWithdraw(NumberState state, String operator) {
        return state.asked()
                .filter(asked -> asked.stands() && asked.operator().equals(operator))
                .isEmpty();
    }

    /** An operator that says only after it was asked to let go that it blocks owes that from now on. */
    private static FollowUp owingWithdrawal(FollowUp followUp, String operator, long last, Occasion occasion) {
        Due.Question question = new Due.Question(last, occasion.now(), occasion.respondBy(operator));
        return followUp.withDue(operator, Due.asked(null, question));
    }

    /** What is no answer to what was asked must not end the wait for one. */
    private static void checkOutcome(NumberState state, BlockResponse response, long last) {
        boolean isBlock = state.asked()
                .filter(asked -> asked.action() == NumberAction.BLOCK
                        && asked.operator().equals(response.getOperator())
                        && response.getRevision() == last)
                .isPresent();
        if (response.getOutcome() == BlockOutcome.UNKNOWN
                || (response.getOutcome() == BlockOutcome.UNBLOCKED && isBlock)) {
            throw new Refused(
                    RejectReason.OTHER,
                    "the answer to request " + response.getAlertId() + " revision " + response.getRevision() + " is "
                            + response.getOutcome() + ", which is no answer to it: expected "
                            + (isBlock ? "BLOCKED or REFUSED" : "BLOCKED, UNBLOCKED or REFUSED"));
        }
    }

    private static boolean isRequestOf(PhoneNumber number, NumberState state, String alertId) {
        int last = state.asked().map(NumberState.Asked::episode).orElse(0);
        for (int episode = last; episode >= 1; episode--) {
            if (AlertIds.of(number.e164(), episode).equals(alertId)) {
                return true;
            }
        }
        return false;
    }

    private static Refused refused(RejectReason reason, BlockResponse response, String why) {
        return new Refused(
                reason,
                "the answer to request " + response.getAlertId() + " revision " + response.getRevision()
                        + " answers nothing: " + why);
    }
}
