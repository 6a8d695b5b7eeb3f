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
import io.sekat.streams.StoreNames;
import io.sekat.streams.core.Effect;
import io.sekat.streams.core.casefile.CaseFile;
import io.sekat.topics.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
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

    private final Environment environment;
    private final Serializer<CaseMember> members;
    private @Nullable Shelf shelf;
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
     * @param recent the same, those of late, so that they need not be read again for each thing that they are told
     * @param untold those that changed since the police were told, with what they added to their case then
     */
    private record Shelf(
            KeyValueStore<String, EnrichedReport> files,
            Map<String, EnrichedReport> recent,
            KeyValueStore<String, byte[]> untold) {

        Optional<EnrichedReport> file(String reportId) {
            EnrichedReport known = recent.get(reportId);
            return Optional.ofNullable(known == null ? files.get(reportId) : known);
        }

        void put(EnrichedReport file) {
            files.put(file.getReportId(), file);
            recent.put(file.getReportId(), file);
        }
    }

    /** The files that were used last. */
    private static final class Recent extends LinkedHashMap<String, EnrichedReport> {
        private static final long serialVersionUID = 1L;
        private static final int MOST = 500;

        Recent() {
            super(2 * MOST, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, EnrichedReport> eldest) {
            return size() > MOST;
        }
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        super.init(context);
        shelf = new Shelf(
                context.getStateStore(StoreNames.CASE_FILES),
                new Recent(), // anew: what an aborted transaction wrote is not true
                context.getStateStore(StoreNames.UNTOLD_FILES));
        context.schedule(
                environment.settings().get(SettingCatalogue.FILES_COMMIT_INTERVAL),
                PunctuationType.WALL_CLOCK_TIME,
                now -> tell());
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
        Optional<EnrichedReport> known = shelf().file(key);
        boolean isTold = shelf().untold.get(key) == null;
        CaseFile.hear(known, message).ifPresent(file -> {
            if (isTold) {
                shelf().put(file);
                shelf().untold.put(key, known.map(this::added).orElse(NOTHING));
            } else { // it goes into the revision that the police are to be told anyway
                shelf().put(CaseFile.as(known.orElseThrow().getRevision(), file));
            }
        });
    }

    /** Tells the police, and the cases, of all files that changed since they were told last. */
    private void tell() {
        List<KeyValue<String, byte[]>> untold = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> all = shelf().untold.all()) {
            all.forEachRemaining(untold::add);
        }
        untold.forEach(note -> {
            EnrichedReport file =
                    shelf().file(note.key).orElseThrow(() -> new IllegalStateException("no file of " + note.key));
            outlets().forward(context(), List.of(new Effect.TellPolice(file)));
            if (!Arrays.equals(note.value, added(file))) {
                outlets().forward(context(), List.of(new Effect.JoinCase(CaseFile.adds(file))));
            }
            shelf().untold.delete(note.key);
        });
    }

    private byte[] added(EnrichedReport file) {
        return members.serialize(Topics.CASE_MEMBERS.name(), CaseFile.adds(file));
    }

    private Shelf shelf() {
        return Objects.requireNonNull(shelf, "init comes first");
    }
}
