package io.sekat.producers.feeds;

import io.sekat.producers.values.BadValue;
import io.sekat.topics.Topic;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** What the rows of one feed say: the same row always makes the same record. */
interface RowReader<V extends SpecificRecord> {
    /** Where the records go. */
    Topic<V> topic();

    /** Columns that the file must have. */
    List<String> columns();

    /**
     * The record key.
     *
     * @throws BadValue when the row does not say what it is about
     */
    String key(Row row) throws BadValue;

    /**
     * The event.
     *
     * @throws BadValue when a cell cannot be used
     */
    V value(Row row) throws BadValue;
}
