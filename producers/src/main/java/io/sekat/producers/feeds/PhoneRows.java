package io.sekat.producers.feeds;

import io.sekat.events.LineStatus;
import io.sekat.events.LineType;
import io.sekat.events.PhoneEntry;
import io.sekat.producers.values.BadValue;
import io.sekat.topics.Topic;
import io.sekat.topics.Topics;
import java.util.List;

/** Rows of the operators' number directories. */
final class PhoneRows implements RowReader<PhoneEntry> {
    private static final Words<LineStatus> STATUSES =
            Words.of(LineStatus.ACTIVE, LineStatus.SUSPENDED, LineStatus.TERMINATED);
    private static final Words<LineType> LINE_TYPES =
            Words.of(LineType.values()).also("", LineType.UNKNOWN);

    @Override
    public Topic<PhoneEntry> topic() {
        return Topics.PHONE_NUMBERS;
    }

    @Override
    public List<String> columns() {
        return List.of(
                "phone_number", "operator", "status", "line_type", "activated_at", "subscriber_token", "protected");
    }

    @Override
    public String key(Row row) throws BadValue {
        return row.phone("phone_number").e164();
    }

    @Override
    public PhoneEntry value(Row row) throws BadValue {
        return new PhoneEntry(
                row.phone("phone_number").e164(),
                row.participant("operator").value(),
                row.oneOf("status", STATUSES),
                row.oneOf("line_type", LINE_TYPES),
                row.optionalTime("activated_at"),
                row.optional("subscriber_token"),
                row.truth("protected"));
    }
}
