package io.sekat.sandbox.tools;

import io.sekat.events.RejectReason;
import io.sekat.events.RejectedRecord;
import io.sekat.topics.Topic;
import io.sekat.topics.Topics;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which refused records are sent again: what others wrote, each once. One that was sent again and refused again stands in
 * the topic twice.
 */
final class Replayable {
    private static final Set<String> INPUTS =
            Topics.INPUTS.stream().map(Topic::name).collect(Collectors.toUnmodifiableSet());

    private final @Nullable RejectReason reason;
    private final @Nullable String subject;
    private final @Nullable Instant since;
    private final Set<Original> originals = new LinkedHashSet<>();

    /**
     * @param reason only those refused for it; null: for any
     * @param subject only those about it; null: about any
     * @param since only those refused then or later, UTC; null: whenever
     */
    Replayable(@Nullable RejectReason reason, @Nullable String subject, @Nullable Instant since) {
        this.reason = reason;
        this.subject = subject;
        this.since = since;
    }

    /**
     * A record as it was sent first.
     *
     * @param topic on which
     * @param key null: none
     * @param value null: none
     */
    record Original(
            String topic,
            @Nullable ByteBuffer key,
            @Nullable ByteBuffer value) {}

    /** Looks at a refused record. */
    void see(RejectedRecord rejected) {
        // Rows of files have no offset. What agents refuse was written by Sekat, which will write it again if need be.
        boolean isChosen = rejected.getSourceOffset() >= 0
                && INPUTS.contains(rejected.getSourceTopic())
                && (reason == null || reason == rejected.getReason())
                && (subject == null || subject.equals(rejected.getSubject()))
                && (since == null || !rejected.getRejectedAt().isBefore(since));
        if (isChosen) {
            originals.add(
                    new Original(rejected.getSourceTopic(), rejected.getOriginalKey(), rejected.getOriginalValue()));
        }
    }

    /** Those chosen, in the order in which they were refused first. */
    Set<Original> originals() {
        return originals;
    }
}
