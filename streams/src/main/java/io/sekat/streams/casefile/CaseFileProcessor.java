package io.sekat.streams.casefile;

import io.sekat.events.CaseMessage;
import io.sekat.events.EnrichedReport;
import io.sekat.serdes.Incoming;
import io.sekat.streams.InputProcessor;
import io.sekat.streams.LiveStores;
import io.sekat.streams.Outlets;
import io.sekat.streams.StoreNames;
import io.sekat.streams.core.Effect;
import io.sekat.streams.core.casefile.CaseFile;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Keeps the reports' files. */
final class CaseFileProcessor extends InputProcessor<CaseMessage> {
    private final LiveStores live;
    private @Nullable KeyValueStore<String, EnrichedReport> files;
    private LiveStores.@Nullable Lease lease;

    CaseFileProcessor(Outlets outlets, LiveStores live) {
        super(outlets);
        this.live = live;
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        super.init(context);
        files = context.getStateStore(StoreNames.CASE_FILES);
        lease = live.open(context, StoreNames.CASE_FILES);
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
        KeyValueStore<String, EnrichedReport> store = Objects.requireNonNull(files, "init comes first");
        Optional<EnrichedReport> known = Optional.ofNullable(store.get(key));
        CaseFile.hear(known, message).ifPresent(file -> {
            store.put(key, file);
            outlets().forward(context(), List.of(new Effect.TellPolice(file)));
            CaseFile.adds(known, file)
                    .ifPresent(member -> outlets().forward(context(), List.of(new Effect.JoinCase(member))));
        });
    }
}
