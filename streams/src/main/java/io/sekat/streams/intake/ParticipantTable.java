package io.sekat.streams.intake;

import io.sekat.events.Participant;
import io.sekat.streams.ParticipantChanges;
import io.sekat.streams.StoreNames;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.TimestampedKeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;
import org.jspecify.annotations.Nullable;

/** Keeps the global table of participants as its topic says. */
final class ParticipantTable implements Processor<String, Participant, Void, Void> {
    private final ParticipantChanges changes;
    private @Nullable TimestampedKeyValueStore<String, Participant> table;

    ParticipantTable(ParticipantChanges changes) {
        this.changes = changes;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        table = context.getStateStore(StoreNames.PARTICIPANTS);
    }

    @Override
    public void process(Record<String, Participant> record) {
        Objects.requireNonNull(table, "init comes first")
                .put(record.key(), ValueAndTimestamp.make(record.value(), record.timestamp()));
        changes.add();
    }
}
