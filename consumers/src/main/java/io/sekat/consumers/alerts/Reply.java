package io.sekat.consumers.alerts;

import io.sekat.topics.Topic;
import org.apache.avro.specific.SpecificRecord;

/**
 * An answer as an event.
 *
 * @param topic where it goes
 * @param key its record key
 * @param event FreezeResponse or BlockResponse
 * @param <R> class of the event
 */
public record Reply<R extends SpecificRecord>(Topic<R> topic, String key, R event) {}
