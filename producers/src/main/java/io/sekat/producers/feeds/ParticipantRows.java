package io.sekat.producers.feeds;

import io.sekat.events.Participant;
import io.sekat.events.ParticipantKind;
import io.sekat.events.RejectReason;
import io.sekat.producers.values.BadValue;
import io.sekat.topics.Topic;
import io.sekat.topics.Topics;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rows of the participants; a column respond_within_seconds may be there. */
final class ParticipantRows implements RowReader<Participant> {
    private static final Words<ParticipantKind> KINDS =
            Words.of(ParticipantKind.values()).also("TELCO", ParticipantKind.OPERATOR);

    @Override
    public Topic<Participant> topic() {
        return Topics.PARTICIPANTS;
    }

    @Override
    public List<String> columns() {
        return List.of("participant_id", "kind", "name", "aliases");
    }

    @Override
    public String key(Row row) throws BadValue {
        return row.participant("participant_id").value();
    }

    @Override
    public Participant value(Row row) throws BadValue {
        List<String> aliases = Stream.of(row.text("aliases").split("\\|"))
                .map(String::strip)
                .filter(alias -> !alias.isEmpty())
                .toList();
        return new Participant(
                row.participant("participant_id").value(),
                row.oneOf("kind", KINDS),
                row.required("name", RejectReason.MALFORMED, "a name"),
                aliases,
                respondWithin(row));
    }

    private static @Nullable Long respondWithin(Row row) throws BadValue {
        String column = "respond_within_seconds";
        @Nullable String text = row.optional(column);
        if (text == null) {
            return null;
        }
        try {
            long seconds = Long.parseLong(text);
            if (seconds > 0) {
                return seconds;
            }
        } catch (NumberFormatException e) {
            throw badSeconds(column, text);
        }
        throw badSeconds(column, text);
    }

    private static BadValue badSeconds(String column, String text) {
        return BadValue.of(RejectReason.MALFORMED, Row.where(column), text, "a whole number of seconds above zero");
    }
}
