package io.sekat.streams.core.phone;

import io.sekat.events.CaseMessage;
import io.sekat.events.Directive;
import io.sekat.events.DirectiveKind;
import io.sekat.events.DirectoryState;
import io.sekat.events.EnrichedNumber;
import io.sekat.events.NumberAnswer;
import io.sekat.events.NumberMessage;
import io.sekat.events.NumberNamed;
import io.sekat.events.PhoneEntry;
import io.sekat.events.ReportWithdrawn;
import io.sekat.identifiers.PhoneNumber;
import io.sekat.streams.core.AlertIds;
import io.sekat.streams.core.Due;
import io.sekat.streams.core.Effect;
import io.sekat.streams.core.Naming;
import io.sekat.streams.core.Occasion;
import io.sekat.streams.core.Outcome;
import io.sekat.streams.core.Rules;
import io.sekat.streams.core.Superseded;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides about one telephone number: first what an event changes in what is known ({@link #hear}), then what that
 * changes for others ({@link #settle}).
 */
public final class NumberDecider {
    private final PhoneNumber number;
    private final Rules rules;

    public NumberDecider(PhoneNumber number, Rules rules) {
        this.number = number;
        this.rules = rules;
    }

    /**
     * What is known once the number was told something; the same message again changes nothing.
     *
     * @throws io.sekat.streams.core.Refused when an order came that another one stands against
     */
    public static NumberState hear(NumberState state, NumberMessage message) {
        Object body = message.getBody();
        if (body instanceof NumberNamed named) {
            return hear(state, named);
        } else if (body instanceof ReportWithdrawn withdrawn) {
            return state.withoutNaming(withdrawn.getReportId());
        } else if (body instanceof Directive directive) {
            return state.order()
                            .filter(held -> Superseded.isAgain(directive, held.directiveId(), held.issuedAt()))
                            .isPresent()
                    ? state
                    : state.withOrder(new NumberState.Order(
                            directive.getKind(), directive.getDirectiveId(), directive.getIssuedAt()));
        }
        throw new IllegalArgumentException("a number cannot be told " + body);
    }

    private static NumberState hear(NumberState state, NumberNamed named) {
        if (state.namings().containsKey(named.getReportId())) {
            return state;
        }
        // An order to release speaks of what was known then; a new report ends it.
        NumberState open = state.order()
                .filter(order -> order.kind() == DirectiveKind.RELEASE)
                .map(release -> state.withOrder(release.ended()))
                .orElse(state);
        return open.withNaming(
                named.getReportId(),
                new NumberState.Named(new Naming(named.getVictim(), named.getReportedAt()), named.getIncidentAt()));
    }

    /**
     * Tells everybody concerned what has changed.
     *
     * @param before what was known, with its directory entry
     * @param after what is known now, with its directory entry
     * @param occasion circumstances of the decision; about the operator that serves the number now
     */
    public Outcome<NumberState> settle(Known before, Known after, Occasion occasion) {
        List<Effect> effects = new ArrayList<>();
        NumberDecision decision = NumberRule.decide(after.state(), after.entry(), occasion.takesPart(), rules);
        RequestRule requests = new RequestRule(number);
        NumberState asked = requests.ask(after.state(), decision, occasion, effects);
        NumberState reviewed = requests.review(asked, decision, occasion, effects);

        // What people were asked was told as it was decided then: since, its operator may have begun to take part.
        NumberDecision earlier = before.state()
                .openReview()
                .orElseGet(() -> NumberRule.decide(before.state(), before.entry(), occasion.takesPart(), rules));
        EnrichedNumber was = facts(before, earlier);
        EnrichedNumber is = facts(new Known(reviewed, after.entry()), decision);
        reviewed.namings().keySet().forEach(report -> {
            if (!is.equals(was) || !before.state().namings().containsKey(report)) {
                effects.add(new Effect.TellCase(report, new CaseMessage(is)));
            }
        });
        return new Outcome<>(reviewed, effects);
    }

    /**
     * A number as it is known at one time.
     *
     * @param state what reports say
     * @param entry its directory entry; empty: not in the directory
     */
    public record Known(NumberState state, Optional<PhoneEntry> entry) {}

    private EnrichedNumber facts(Known known, NumberDecision decision) {
        FollowUp followUp = known.state().followUp();
        Optional<String> operator = known.state().asked().map(NumberState.Asked::operator);
        Optional<Due> due = operator.flatMap(followUp::dueOf);
        return EnrichedNumber.newBuilder()
                .setPhoneNumber(number.e164())
                .setDirectory(known.entry().isPresent() ? DirectoryState.KNOWN : DirectoryState.UNKNOWN)
                .setEntry(known.entry().orElse(null))
                .setAction(decision.action())
                .setReasons(decision.reasons())
                .setAlertId(known.state()
                        .asked()
                        .map(asked -> AlertIds.of(number.e164(), asked.episode()))
                        .orElse(null))
                .setAlertRevision(
                        known.state().asked().map(NumberState.Asked::revision).orElse(0L))
                .setReportCount(known.state().namings().size())
                .setVictimCount(known.state().victims())
                .setRespondBy(due.map(owed -> owed.newest().respondBy()).orElse(null))
                .setAnswer(operator.flatMap(followUp::answerOf)
                        .map(NumberDecider::answer)
                        .orElse(null))
                .setEscalations(due.map(Due::notices).orElse(0))
                .build();
    }

    private static NumberAnswer answer(OperatorAnswer answer) {
        return NumberAnswer.newBuilder()
                .setAlertId(answer.alertId())
                .setRevision(answer.revision())
                .setOutcome(answer.outcome())
                .setReason(answer.reason())
                .setRespondedAt(answer.respondedAt())
                .setRecordedAt(answer.recordedAt())
                .setLate(answer.late())
                .build();
    }
}
