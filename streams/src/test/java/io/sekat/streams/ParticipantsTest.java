package io.sekat.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekat.events.Participant;
import io.sekat.identifiers.ParticipantId;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;
import org.junit.jupiter.api.Test;

class ParticipantsTest {
    private final Table table = new Table();
    private final ParticipantChanges changes = new ParticipantChanges();
    private final Participants participants = new Participants(table, Duration.ofMinutes(15), changes);

    @Test
    void namesThatNobodyHasCostOneLookAtAllParticipants() {
        comes(Samples.bank("BETAMYKL", "Beta Bank", "Beta"));

        for (int i = 0; i < 100; i++) {
            assertThat(participants.find("Nobody " + i)).isEmpty();
        }

        assertThat(table.readWhole).isEqualTo(1);
        assertThat(participants.find("beta")).contains(new ParticipantId("BETAMYKL"));
    }

    @Test
    void aNameIsKnownOnceTheTableHasChanged() {
        comes(Samples.bank("BETAMYKL", "Beta Bank", "Beta"));
        assertThat(participants.find("Gamma")).isEmpty();

        comes(Samples.bank("BETAMYKL", "Beta Bank", "Gamma"));

        assertThat(participants.find("Gamma")).contains(new ParticipantId("BETAMYKL"));
        assertThat(participants.find("Beta")).isEmpty();
    }

    private void comes(Participant participant) {
        table.byId.put(participant.getParticipantId(), ValueAndTimestamp.make(participant, 0));
        changes.add();
    }

    private static final class Table implements ReadOnlyKeyValueStore<String, ValueAndTimestamp<Participant>> {
        private final Map<String, ValueAndTimestamp<Participant>> byId = new TreeMap<>();
        private int readWhole;

        @Override
        public ValueAndTimestamp<Participant> get(String key) {
            return byId.get(key);
        }

        @Override
        public KeyValueIterator<String, ValueAndTimestamp<Participant>> range(String from, String to) {
            throw new UnsupportedOperationException();
        }

        @Override
        public KeyValueIterator<String, ValueAndTimestamp<Participant>> all() {
            readWhole++;
            return new All(byId.entrySet().iterator());
        }

        @Override
        public long approximateNumEntries() {
            return byId.size();
        }
    }

    private record All(Iterator<Map.Entry<String, ValueAndTimestamp<Participant>>> entries)
            implements KeyValueIterator<String, ValueAndTimestamp<Participant>> {
        @Override
        public boolean hasNext() {
            return entries.hasNext();
        }

        @Override
        public KeyValue<String, ValueAndTimestamp<Participant>> next() {
            Map.Entry<String, ValueAndTimestamp<Participant>> entry = entries.next();
            return KeyValue.pair(entry.getKey(), entry.getValue());
        }

        @Override
        public String peekNextKey() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }
}
