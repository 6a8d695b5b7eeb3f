package io.sekat.streams.casefile;

import io.sekat.config.SettingCatalogue;
import io.sekat.events.CaseMember;
import io.sekat.events.CaseMessage;
import io.sekat.events.EnrichedReport;
import io.sekat.serdes.Incoming;
import io.sekat.streams.Environment;
import io.sekat.streams.InputProcessor;
import io.sekat.streams.LiveStores;
import io.sekat.streams.Outlets;
import io.sekat.streams.RecentStore;
import io.sekat.streams.Rounds;
import io.sekat.streams.StoreNames;
import io.sekat.streams.core.Effect;
import io.sekat.streams.core.casefile.CaseFile;
import io.sekat.topics.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the reports' files. A report is told of many things within a moment: the police are told of all that came since
 * the last time at once, as one revision (docs/decisions/0035).
 */
final class CaseFileProcessor extends InputProcessor<CaseMessage> {
    private static final byte[] NOTHING = {};
    private static final int RECENT = 500;

    private final Environment environment;
    private final Serializer<CaseMember> members;
    /** Files that changed since the last round ended: most of what they are to be told is still to come. */
    private final Set<String> fresh = new HashSet<>();

    private @Nullable Shelf shelf;
    private @Nullable Rounds rounds;
    private LiveStores.@Nullable Lease lease;

    CaseFileProcessor(Outlets outlets, Environment environment) {
        super(outlets);
        this.environment = environment;
        this.members = environment.serdes().<CaseMember>serializer();
    }

    /**
     * What init gives.
     *
     * @param files the files as they are
     * @param untold those that changed since the police were told, with what they added to their case then
     */
    private record Shelf(RecentStore<EnrichedReport> files, KeyValueStore<String, byte[]> untold) {}

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        super.init(context);
        shelf = new Shelf(
                new RecentStore<>(context.getStateStore(StoreNames.CASE_FILES), RECENT),
                context.getStateStore(StoreNames.UNTOLD_FILES));
        fresh.clear();
        if (rounds != null) {
            rounds.stop();
        }
        rounds = new Rounds(context, environment.settings().get(SettingCatalogue.FILES_COMMIT_INTERVAL), now -> tell());
        if (!untold().isEmpty()) {
            rounds.begin();
        }
        lease = environment.live().open(context, StoreNames.CASE_FILES);
    }

    @Override
    public void close() {
        if (lease != null) {
            lease.close();
        }
    }

    @Override
    protected String expectedKey() {
        return "the report's id";
    }

    @Override
    protected void accept(String key, CaseMessage message, Incoming<CaseMessage> incoming, Instant appendedAt) {
        Optional<EnrichedReport> known = shelf().files.get(key);
        boolean isTold = shelf().untold.get(key) == null;
        CaseFile.hear(known, message).ifPresent(file -> {
            if (isTold) {
                shelf().files.put(key, file);
                shelf().untold.put(key, known.map(this::added).orElse(NOTHING));
                fresh.add(key);
                Objects.requireNonNull(rounds, "init comes first").begin();
            } else { // it goes into the revision that the police are to be told anyway
                shelf().files.put(key, CaseFile.as(known.orElseThrow().getRevision(), file));
            }
        });
    }

    /**
     * Tells the police, and the cases, of all files that changed before the last round ended.
     *
     * @return whether any had changed: then more probably will
     */
    private boolean tell() {
        List<KeyValue<String, byte[]>> untold = untold();
        untold.stream().filter(note -> !fresh.contains(note.key)).forEach(note -> {
            EnrichedReport file =
                    shelf().files.get(note.key).orElseThrow(() -> new IllegalStateException("no file of " + note.key));
            outlets().forward(context(), List.of(new Effect.TellPolice(file)));
            if (!Arrays.equals(note.value, added(file))) {
                outlets().forward(context(), List.of(new Effect.JoinCase(CaseFile.adds(file))));
            }
            shelf().untold.delete(note.key);
        });
        fresh.clear();
        return !untold.isEmpty();
    }

    private List<KeyValue<String, byte[]>> untold() {
        List<KeyValue<String, byte[]>> untold = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> all = shelf().untold.all()) {
            all.forEachRemaining(untold::add);
        }
        return untold;
    }

    private byte[] added(EnrichedReport file) {
        return members.serialize(Topics.CASE_MEMBERS.name(), CaseFile.adds(file));
    }

    private Shelf shelf() {
        return Objects.requireNonNull(shelf, "init comes first");
    }
}
