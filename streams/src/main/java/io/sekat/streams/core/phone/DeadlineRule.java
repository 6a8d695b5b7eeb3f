package io.sekat.streams.core.phone;

import io.sekat.events.Escalation;
import io.sekat.events.EscalationKind;
import io.sekat.identifiers.PhoneNumber;
import io.sekat.streams.core.AlertIds;
import io.sekat.streams.core.Due;
import io.sekat.streams.core.Effect;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the passing of time changes for a number (design section 4.6). Whatever it does is kept, so it is done once. */
public final class DeadlineRule {
    private DeadlineRule() {}

    /** When the number is to be looked at again, UTC; empty: when something happens. */
    public static Optional<Instant> next(NumberState state) {
        return state.followUp().due().values().stream()
                .map(Due::nextNotice)
                .flatMap(Optional::stream)
                .min(Instant::compareTo);
    }

    /**
     * What is known at a time: deadlines that passed are escalated.
     *
     * @param until the time, UTC; whatever was answered by then is in the state
     * @param now what the clock says, UTC
     * @param effects what is to be told to whom is added
     */
    public static NumberState elapsed(
            PhoneNumber number, NumberState state, Instant until, Instant now, List<Effect> effects) {
        FollowUp followUp = state.followUp();
        int episode = state.asked().map(NumberState.Asked::episode).orElse(0);
        for (Map.Entry<String, Due> owed : followUp.due().entrySet()) {
            Due told = owed.getValue();
            while (told.nextNotice().filter(at -> !at.isAfter(until)).isPresent()) {
                told = told.noticed();
                effects.add(new Effect.Escalate(Escalation.newBuilder()
                        .setKind(EscalationKind.BLOCK_REQUEST)
                        .setAlertId(AlertIds.of(number.e164(), episode))
                        .setRevision(told.newest().revision())
                        .setSubject(number.e164())
                        .setParticipantId(owed.getKey())
                        .setLevel(told.notices())
                        .setRespondBy(told.oldest().respondBy())
                        .setEscalatedAt(now)
                        .build()));
            }
            followUp = followUp.withDue(owed.getKey(), told);
        }
        return state.withFollowUp(followUp);
    }
}
