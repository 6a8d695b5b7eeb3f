package io.sekat.benchmarks.torture;

import io.sekat.events.RejectReason;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One record that is sent to Sekat, and what must become of it.
 *
 * @param at when it is sent, from the beginning
 * @param topic where to
 * @param key its key; null: it has none
 * @param value its bytes; null: it has none
 * @param fate what must become of it
 * @param reasons for what it may be rejected; empty where it must not be
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record Input(
        Duration at,
        String topic,
        byte @Nullable [] key,
        byte @Nullable [] value,
        Fate fate,
        Set<RejectReason> reasons) {

    /** The same at another time. */
    Input sentAt(Duration time) {
        return new Input(time, topic, key, value, fate, reasons);
    }

    /** What must become of a record. */
    enum Fate {
        TAKEN,
        REJECTED,
        /** A withdrawal may overtake its report: it is rejected then, and the report stands. */
        EITHER
    }
}
