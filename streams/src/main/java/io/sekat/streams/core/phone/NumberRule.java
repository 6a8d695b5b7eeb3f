package io.sekat.streams.core.phone;

import io.sekat.events.AlertReason;
import io.sekat.events.DirectiveKind;
import io.sekat.events.LineStatus;
import io.sekat.events.NumberAction;
import io.sekat.events.PhoneEntry;
import io.sekat.streams.core.Naming;
import io.sekat.streams.core.Rules;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an operator is asked (design section 4.5). As for accounts, a directive comes before the review that it answers
 * (docs/decisions/0004).
 */
public final class NumberRule {
    private NumberRule() {}

    /**
     * Decides about one number.
     *
     * @param state what is known of the number
     * @param entry its directory entry; empty: not in the directory, so there is nobody to ask
     * @param operatorTakesPart whether its operator is a participant
     * @param rules the thresholds
     */
    public static NumberDecision decide(
            NumberState state, Optional<PhoneEntry> entry, boolean operatorTakesPart, Rules rules) {
        Optional<DirectiveKind> order = state.ordered();
        EnumSet<AlertReason> reasons = EnumSet.noneOf(AlertReason.class);
        if (!state.namings().isEmpty()) {
            reasons.add(AlertReason.NAMED_IN_REPORT);
        }
        if (entry.isEmpty()) {
            return new NumberDecision(NumberAction.NONE, "", List.copyOf(reasons));
        }
        PhoneEntry line = entry.get();
        if (line.getStatus() == LineStatus.TERMINATED) {
            return decision(NumberAction.NONE, line, AlertReason.LINE_TERMINATED, reasons);
        } else if (order.equals(Optional.of(DirectiveKind.RELEASE))) {
            return decision(NumberAction.NONE, line, AlertReason.DIRECTIVE, reasons);
        } else if (reasons.isEmpty() && !order.equals(Optional.of(DirectiveKind.CONFIRM_BLOCK))) {
            return decision(NumberAction.NONE, line, AlertReason.NO_GROUND, reasons);
        }
        boolean dismissed = order.equals(Optional.of(DirectiveKind.DISMISS));
        if (!operatorTakesPart) {
            return forPeople(dismissed, line, AlertReason.OTHER, reasons);
        } else if (order.equals(Optional.of(DirectiveKind.CONFIRM_BLOCK))) {
            return decision(NumberAction.BLOCK, line, AlertReason.DIRECTIVE, reasons);
        } else if (line.getProtected$()) {
            return forPeople(dismissed, line, AlertReason.PROTECTED, reasons);
        }
        List<Naming> sinceActivation = sinceActivation(state.namings().values(), line.getActivatedAt());
        if (sinceActivation.isEmpty()) {
            return forPeople(dismissed, line, AlertReason.RECYCLED_NUMBER, reasons);
        } else if (Naming.victimsWithin(rules.blockWindow(), sinceActivation) >= rules.blockVictims()) {
            return decision(NumberAction.BLOCK, line, AlertReason.SEVERAL_VICTIMS, reasons);
        }
        return new NumberDecision(NumberAction.WATCH, line.getOperator(), List.copyOf(reasons));
    }

    /** The reports whose incident is not before the present subscriber got the number. */
    static List<Naming> sinceActivation(
            Collection<NumberState.Named> namings, @org.jspecify.annotations.Nullable Instant activatedAt) {
        return namings.stream()
                .filter(named -> activatedAt == null || !named.incidentAt().isBefore(activatedAt))
                .map(NumberState.Named::naming)
                .toList();
    }

    private static NumberDecision forPeople(
            boolean dismissed, PhoneEntry line, AlertReason reason, Set<AlertReason> grounds) {
        return dismissed
                ? decision(NumberAction.NONE, line, AlertReason.DIRECTIVE, grounds)
                : decision(NumberAction.REVIEW, line, reason, grounds);
    }

    private static NumberDecision decision(
            NumberAction action, PhoneEntry line, AlertReason reason, Set<AlertReason> grounds) {
        grounds.add(reason);
        return new NumberDecision(action, line.getOperator(), List.copyOf(grounds));
    }
}
