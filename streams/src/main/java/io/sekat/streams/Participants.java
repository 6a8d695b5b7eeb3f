package io.sekat.streams;

import io.sekat.events.Participant;
import io.sekat.events.ParticipantKind;
import io.sekat.identifiers.ParticipantId;
import io.sekat.streams.core.intake.Banks;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;

/** The participants, as the global table on this instance has them. */
public final class Participants implements Banks {
    /** In place of the identifier of a bank whose name another has too: nobody knows which one is meant. */
    private static final String SEVERAL = "";

    private static final long NEVER = -1;

    private final ReadOnlyKeyValueStore<String, ValueAndTimestamp<Participant>> byId;
    private final Duration defaultDeadline;
    private final ParticipantChanges changes;
    private Map<String, String> aliases = Map.of();
    private long aliasesReadAt = NEVER;

    /**
     * @param byId the global table
     * @param defaultDeadline time to answer of participants that state none, or are not known any more
     * @param changes of the table
     */
    public Participants(
            ReadOnlyKeyValueStore<String, ValueAndTimestamp<Participant>> byId,
            Duration defaultDeadline,
            ParticipantChanges changes) {
        this.byId = byId;
        this.defaultDeadline = defaultDeadline;
        this.changes = changes;
    }

    /** Whether a participant of that kind takes part. */
    public boolean takesPart(String id, ParticipantKind kind) {
        return participant(id, kind).isPresent();
    }

    /** Time that a participant of that kind has to answer; the default where it states none, or takes part no more. */
    public Duration respondWithin(String id, ParticipantKind kind) {
        return participant(id, kind)
                .map(Participant::getRespondWithinSeconds)
                .map(Duration::ofSeconds)
                .orElse(defaultDeadline);
    }

    @Override
    public Optional<ParticipantId> find(String typed) {
        String name = normal(typed);
        if (name.isEmpty()) {
            return Optional.empty(); // a participant without a name is not the one that nobody named
        }
        if (participant(name, ParticipantKind.BANK).isPresent()) {
            return Optional.of(new ParticipantId(name));
        }
        long count = changes.count();
        if (count != aliasesReadAt) {
            aliasesReadAt = count;
            aliases = readAliases();
        }
        return byAlias(name);
    }

    private Optional<ParticipantId> byAlias(String alias) {
        return Optional.ofNullable(aliases.get(alias))
                .flatMap(id -> participant(id, ParticipantKind.BANK))
                .filter(bank ->
                        bank.getAliases().stream().anyMatch(held -> normal(held).equals(alias))
                                || normal(bank.getName()).equals(alias))
                .map(bank -> new ParticipantId(bank.getParticipantId()));
    }

    private Optional<Participant> participant(String id, ParticipantKind kind) {
        return Optional.ofNullable(byId.get(id))
                .map(ValueAndTimestamp::value)
                .filter(participant -> participant.getKind() == kind);
    }

    private Map<String, String> readAliases() {
        Map<String, String> read = new HashMap<>();
        try (KeyValueIterator<String, ValueAndTimestamp<Participant>> all = byId.all()) {
            all.forEachRemaining(entry -> {
                Participant participant = entry.value.value();
                if (participant.getKind() == ParticipantKind.BANK) {
                    String id = participant.getParticipantId();
                    Stream.concat(Stream.of(participant.getName()), participant.getAliases().stream())
                            .map(Participants::normal)
                            .forEach(name -> read.merge(name, id, (one, other) -> one.equals(other) ? one : SEVERAL));
                }
            });
        }
        return read;
    }

    private static String normal(String alias) {
        return alias.strip().toUpperCase(Locale.ROOT);
    }
}
