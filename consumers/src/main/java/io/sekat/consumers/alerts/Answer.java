package io.sekat.consumers.alerts;

import io.sekat.identifiers.TransferRef;
import io.sekat.money.Money;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a handler answers to an alert that it was handed. */
public sealed interface Answer {
    /** What was done; the feed publishes it. */
    record Given(
            Outcome outcome,
            List<Money> held,
            @Nullable String reason,
            @Nullable TransferRef transferRef) implements Answer {
        /**
         * What was done.
         *
         * @param held what the bank holds now, one sum a currency; empty with HELD: all that is asked
         * @param reason why it was refused; null: it was not
         * @param transferRef the transfer that gave the money back; null: none did
         * @throws InvalidAnswer when the outcome lacks what belongs to it
         */
        public Given {
            held = List.copyOf(held);
            if (held.stream().anyMatch(sum -> sum.minor() < 0)) {
                throw new InvalidAnswer("held", "held " + held + " is not valid: expected sums of zero or above");
            } else if (held.stream().map(Money::currency).distinct().count() != held.size()) {
                throw new InvalidAnswer("held", "held " + held + " is not valid: expected one sum a currency");
            } else if (!held.isEmpty() && outcome != Outcome.HELD && outcome != Outcome.PARTLY_HELD) {
                throw new InvalidAnswer(
                        "held",
                        "held " + held + " does not belong to " + outcome + ": expected it with HELD or PARTLY_HELD");
            } else if (held.isEmpty() && outcome == Outcome.PARTLY_HELD) {
                throw new InvalidAnswer(
                        "held", "PARTLY_HELD lacks 'held': expected what the bank holds, one sum a currency");
            } else if (outcome == Outcome.REFUSED && (reason == null || reason.isBlank())) {
                throw new InvalidAnswer("reason", "REFUSED lacks 'reason': expected why");
            } else if (outcome == Outcome.RETURNED && transferRef == null) {
                throw new InvalidAnswer(
                        "transferRef",
                        "RETURNED lacks 'transferRef': expected the reference of the transfer"
                                + " that gave the money back");
            }
        }
    }

    /**
     * It is not done yet: the same alert is to be handed over again. Until then it counts as not handled, so that it
     * is not lost when the agent ends; a newer revision takes its place.
     *
     * @param again after how long; at most the retry policy's cap
     */
    record Later(Duration again) implements Answer {}

    /** The alert was taken; what is done about it is answered by another way, or needs no answer. */
    record None() implements Answer {}

    /** See {@link None}. */
    static Answer none() {
        return new None();
    }

    /** See {@link Later}. */
    static Answer later(Duration again) {
        return new Later(again);
    }

    /** The bank holds all that is asked. */
    static Answer held() {
        return new Given(Outcome.HELD, List.of(), null, null);
    }

    /** The bank holds these sums, which are less than is asked; one sum a currency. */
    static Answer partlyHeld(List<Money> sums) {
        return new Given(Outcome.PARTLY_HELD, sums, null, null);
    }

    /** The participant does not do it. */
    static Answer refused(String reason) {
        return new Given(Outcome.REFUSED, List.of(), reason, null);
    }

    /** The bank gave the money back by this transfer. */
    static Answer returned(TransferRef transferRef) {
        return new Given(Outcome.RETURNED, List.of(), null, transferRef);
    }

    /** An outcome that says everything: NO_FUNDS, ALREADY_CLOSED, RELEASED, BLOCKED or UNBLOCKED. */
    static Answer of(Outcome outcome) {
        return new Given(outcome, List.of(), null, null);
    }
}
