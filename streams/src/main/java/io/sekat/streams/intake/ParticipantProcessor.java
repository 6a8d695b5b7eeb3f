package io.sekat.streams.intake;

import io.sekat.events.Participant;
import io.sekat.events.RejectReason;
import io.sekat.identifiers.ParticipantId;
import io.sekat.serdes.Incoming;
import io.sekat.streams.InputProcessor;
import io.sekat.streams.Outlets;
import io.sekat.topics.Topics;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.Record;

/** Lets good participants into the directory that every instance keeps. */
final class ParticipantProcessor extends InputProcessor<Participant> {
    /** A deadline beyond what times can hold would stop every alert to its participant. */
    private static final long LONGEST_DEADLINE = Duration.ofDays(365).toSeconds();

    ParticipantProcessor(Outlets outlets) {
        super(outlets);
    }

    @Override
    protected String expectedKey() {
        return "the participant's identifier";
    }

    @Override
    protected void accept(String key, Participant value, Incoming<Participant> incoming, Instant appendedAt) {
        checkKey(key, new ParticipantId(value.getParticipantId()).value());
        Long seconds = value.getRespondWithinSeconds();
        if (seconds != null && (seconds < 1 || seconds > LONGEST_DEADLINE)) {
            throw new Unusable(
                    RejectReason.OTHER,
                    "respondWithinSeconds " + seconds + " is not valid: expected 1 to " + LONGEST_DEADLINE);
        }
        outlets().forward(context(), Topics.PARTICIPANT_DIRECTORY, key, value);
    }

    @Override
    @SuppressWarnings("NullAway") // a record without a value removes the key from a compacted topic
    protected void removed(String key, Instant appendedAt) {
        context()
                .forward(
                        new Record<>(new ParticipantId(key).value(), null, appendedAt.toEpochMilli()),
                        "participants-to-" + Topics.PARTICIPANT_DIRECTORY);
    }
}
