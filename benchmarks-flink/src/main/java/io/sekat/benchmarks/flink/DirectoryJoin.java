package io.sekat.benchmarks.flink;

import io.sekat.benchmarks.join.Facts;
import io.sekat.benchmarks.join.Mention;
import io.sekat.serdes.AvroSerdes;
import io.sekat.serdes.Incoming;
import java.util.Objects;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Joins what reports say about a subject with its directory entry, whichever comes first, and asks whoever serves it.
 *
 * @param <E> the directory's entries
 */
abstract class DirectoryJoin<E extends SpecificRecord> extends KeyedCoProcessFunction<String, Said, Raw, Asked> {
    private static final long serialVersionUID = 1L;

    private final Servers servers;
    private final Class<E> type;
    private transient @Nullable Deserializer<Incoming<E>> reader;
    private transient @Nullable Serializer<SpecificRecord> writer;
    private transient @Nullable ValueState<Facts> facts;
    private transient @Nullable ValueState<byte[]> entry;

    DirectoryJoin(Servers servers, Class<E> type) {
        this.servers = servers;
        this.type = type;
    }

    /**
     * What is asked now; empty: nothing.
     *
     * @param entry the subject's directory entry; null: there is none
     */
    abstract Optional<Asked> ask(String subject, Facts facts, @Nullable E entry, Serializer<SpecificRecord> writer);

    /** The topic that the entries came from. */
    abstract String entryTopic();

    @Override
    public void open(OpenContext context) {
        AvroSerdes serdes = servers.serdes();
        reader = serdes.incoming(type);
        writer = serdes.serializer();
        facts = getRuntimeContext().getState(new ValueStateDescriptor<>("facts", Facts.class));
        entry = getRuntimeContext().getState(new ValueStateDescriptor<>("entry", byte[].class));
    }

    @Override
    public void processElement1(Said said, Context context, Collector<Asked> out) throws Exception {
        Facts known = Optional.ofNullable(facts().value()).orElse(Facts.NONE);
        Mention mention = said.mention();
        Facts more = known.with(mention);
        if (more.revision() != known.revision()) {
            facts().update(more);
            ask(said.subject(), more, entry().value()).ifPresent(out::collect);
        }
    }

    @Override
    public void processElement2(Raw raw, Context context, Collector<Asked> out) throws Exception {
        entry().update(raw.value());
        Facts known = facts().value();
        if (known != null) {
            ask(context.getCurrentKey(), known, raw.value()).ifPresent(out::collect);
        }
    }

    private Optional<Asked> ask(String subject, Facts known, byte @Nullable [] bytes) {
        E read = bytes == null
                ? null
                : Objects.requireNonNull(reader, "open comes first")
                        .deserialize(entryTopic(), bytes)
                        .ifRead()
                        .orElseThrow();
        return ask(subject, known, read, Objects.requireNonNull(writer, "open comes first"));
    }

    private ValueState<Facts> facts() {
        return Objects.requireNonNull(facts, "open comes first");
    }

    private ValueState<byte[]> entry() {
        return Objects.requireNonNull(entry, "open comes first");
    }
}
