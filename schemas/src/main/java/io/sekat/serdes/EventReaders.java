package io.sekat.serdes;

import io.apicurio.registry.serde.avro.DefaultAvroDatumProvider;
import java.util.IdentityHashMap;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumReader;

/**
 * Makes Apicurio's readers once for each schema: it would make one for each event, and each would work out anew how the
 * writer's schema maps to ours. Apicurio makes this by name.
 *
 * @param <T> type of the values
 */
public final class EventReaders<T> extends DefaultAvroDatumProvider<T> {
    /** By identity, as comparing schemas takes longer than reading an event; Apicurio keeps those that it has parsed. */
    private volatile IdentityHashMap<Schema, DatumReader<T>> readers = new IdentityHashMap<>();

    @Override
    public DatumReader<T> createDatumReader(Schema schema) {
        DatumReader<T> reader = readers.get(schema);
        return reader != null ? reader : add(schema);
    }

    private synchronized DatumReader<T> add(Schema schema) {
        IdentityHashMap<Schema, DatumReader<T>> more = new IdentityHashMap<>(readers);
        DatumReader<T> reader = more.computeIfAbsent(schema, super::createDatumReader);
        readers = more;
        return reader;
    }
}
