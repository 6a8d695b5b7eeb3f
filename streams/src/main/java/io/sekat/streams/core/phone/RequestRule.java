package io.sekat.streams.core.phone;

import io.sekat.events.AlertReason;
import io.sekat.events.BlockRequest;
import io.sekat.events.NumberAction;
import io.sekat.events.ReviewItem;
import io.sekat.events.ReviewReason;
import io.sekat.events.ReviewState;
import io.sekat.identifiers.PhoneNumber;
import io.sekat.streams.core.AlertIds;
import io.sekat.streams.core.Due;
import io.sekat.streams.core.Effect;
import io.sekat.streams.core.Occasion;
import java.util.List;
import java.util.Optional;

/**
 * When a new revision is sent, and to whom: the request follows the number to its new operator, and the old one gets a
 * WITHDRAW (design section 4.5).
 */
final class RequestRule {
    private final PhoneNumber number;

    RequestRule(PhoneNumber number) {
        this.number = number;
    }

    NumberState ask(NumberState state, NumberDecision decision, Occasion occasion, List<Effect> effects) {
        boolean somethingToAsk = decision.action() == NumberAction.WATCH || decision.action() == NumberAction.BLOCK;
        NumberState asked = state;
        Optional<NumberState.Asked> standing = state.asked().filter(NumberState.Asked::stands);
        boolean moved = standing.isPresent()
                && !decision.operator().isEmpty()
                && !standing.get().operator().equals(decision.operator());
        if (standing.isPresent() && (moved || !somethingToAsk)) {
            asked = send(
                    asked,
                    standing.get().operator(),
                    NumberAction.WITHDRAW,
                    moved ? List.of(AlertReason.PORTED_OUT) : decision.reasons(),
                    standing.get().episode(),
                    occasion,
                    effects);
        }
        if (!somethingToAsk || isSameQuestion(asked, decision)) {
            return asked;
        }
        int lastEpisode = state.asked().map(NumberState.Asked::episode).orElse(0);
        return send(
                asked,
                decision.operator(),
                decision.action(),
                decision.reasons(),
                standing.isPresent() ? lastEpisode : lastEpisode + 1,
                occasion,
                effects);
    }

    private static boolean isSameQuestion(NumberState state, NumberDecision decision) {
        return state.asked()
                .filter(last -> last.action() == decision.action()
                        && last.operator().equals(decision.operator())
                        && last.reasons().equals(decision.reasons()))
                .isPresent();
    }

    private NumberState send(
            NumberState state,
            String operator,
            NumberAction action,
            List<AlertReason> reasons,
            int episode,
            Occasion occasion,
            List<Effect> effects) {
        long revision = state.asked().map(NumberState.Asked::revision).orElse(0L) + 1;
        Due.Question question = new Due.Question(revision, occasion.now(), occasion.respondBy(operator));
        effects.add(new Effect.AskOperator(BlockRequest.newBuilder()
                .setAlertId(AlertIds.of(number.e164(), episode))
                .setPhoneNumber(number.e164())
                .setOperator(operator)
                .setRevision(revision)
                .setAction(action)
                .setReasons(reasons)
                .setReportCount(state.namings().size())
                .setVictimCount(state.victims())
                .setCausedAt(occasion.causedAt())
                .setIssuedAt(question.askedAt())
                .setRespondBy(question.respondBy())
                .build()));
        FollowUp followUp = state.followUp();
        Due due = wantsAnswer(followUp, operator, action)
                ? Due.asked(followUp.due().get(operator), question)
                : null;
        return state.withAsked(new NumberState.Asked(episode, revision, operator, action, reasons))
                .withFollowUp(followUp.withAsked(operator, revision, due));
    }

    /** An operator owes an answer to what it is to do: to block, and to let go of what it said that it blocks. */
    private static boolean wantsAnswer(FollowUp followUp, String operator, NumberAction action) {
        OperatorAnswer answer = followUp.answers().get(operator);
        boolean blocks = answer != null && answer.saysBlocked();
        return action == NumberAction.BLOCK || (action == NumberAction.WITHDRAW && blocks);
    }

    NumberState review(NumberState state, NumberDecision decision, Occasion occasion, List<Effect> effects) {
        boolean wanted = decision.action() == NumberAction.REVIEW;
        boolean isOpen = state.openReview().isPresent();
        boolean unchanged = state.review()
                .filter(review -> review.decision().equals(decision))
                .isPresent();
        if (wanted ? unchanged : !isOpen) {
            return state;
        }
        long revision = state.review().map(NumberState.Review::revision).orElse(0L) + 1;
        ReviewReason reason = wanted ? reason(decision) : ReviewReason.OTHER;
        effects.add(new Effect.AskPeople(ReviewItem.newBuilder()
                .setSubject(number.e164())
                .setRevision(revision)
                .setState(wanted ? ReviewState.OPEN : ReviewState.CLOSED)
                .setReason(reason)
                .setParticipantId(decision.operator())
                .setMessage(message(reason, decision))
                .setReportCount(state.namings().size())
                .setVictimCount(state.victims())
                .setRaisedAt(occasion.now())
                .build()));
        return state.withReview(new NumberState.Review(revision, decision));
    }

    private static ReviewReason reason(NumberDecision decision) {
        if (decision.reasons().contains(AlertReason.PROTECTED)) {
            return ReviewReason.PROTECTED_NUMBER;
        }
        return decision.reasons().contains(AlertReason.RECYCLED_NUMBER)
                ? ReviewReason.RECYCLED_NUMBER
                : ReviewReason.UNKNOWN_PARTICIPANT;
    }

    private String message(ReviewReason reason, NumberDecision decision) {
        String toDecide =
                " The operator is not asked for anything. Decide whether to block it (directive CONFIRM_BLOCK),"
                        + " to leave it until something new comes (RELEASE) or to leave it for good (DISMISS).";
        return switch (reason) {
            case PROTECTED_NUMBER ->
                "Number " + number + " is protected: a scammer may have shown it as his own." + toDecide;
            case RECYCLED_NUMBER ->
                "Number " + number + " got its present subscriber after the incident of every report"
                        + " that names it." + toDecide;
            case UNKNOWN_PARTICIPANT ->
                "Operator " + decision.operator() + " of number " + number
                        + " does not take part, so nobody can be asked. Provision it as a participant, or reach it by"
                        + " other means and say so (directive DISMISS).";
            default -> "Nothing to decide about number " + number + " any more.";
        };
    }
}
