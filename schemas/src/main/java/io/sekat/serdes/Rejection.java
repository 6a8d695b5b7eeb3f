package io.sekat.serdes;

import io.sekat.events.RejectReason;
import io.sekat.events.RejectedRecord;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What stands in {@code rejected-records} of a record that could not be used: all of it, as far as a record may be large.
 * One that is too large to be written would stop whoever wants to pass the bad one over.
 */
public final class Rejection {
    /** Of what is typed by others, as key and subject. */
    static final int LONGEST_SUBJECT = 500;

    static final int LONGEST_MESSAGE = 2_000;
    /** Three quarters of {@link io.sekat.topics.Topic#LARGEST_RECORD}: key and value may both be so large as a topic takes. */
    static final int LARGEST_VALUE = 12 << 20;

    static final int LARGEST_KEY = 2 << 20;

    private Rejection() {}

    /**
     * What is said of it; where it came from is for the caller to add.
     *
     * @param reason the reason's code
     * @param message what was wrong and what was expected
     * @param subject what it is about, as far as that could be read; null or blank: it could not
     * @param key its key as it came; null: none
     * @param value its value as it came; null: none
     * @param at when it was refused, UTC
     */
    public static RejectedRecord.Builder of(
            RejectReason reason,
            String message,
            @Nullable String subject,
            byte @Nullable [] key,
            byte @Nullable [] value,
            Instant at) {
        String said =
                cut(message, LONGEST_MESSAGE) + kept("key", key, LARGEST_KEY) + kept("value", value, LARGEST_VALUE);
        return RejectedRecord.newBuilder()
                .setSubject(subject == null || subject.isBlank() ? null : cut(subject, LONGEST_SUBJECT))
                .setReason(reason)
                .setMessage(said)
                .setOriginalKey(cut(key, LARGEST_KEY))
                .setOriginalValue(cut(value, LARGEST_VALUE))
                .setRejectedAt(at);
    }

    /** The key under which it is written: its subject; empty: it has none. */
    public static String key(@Nullable String subject) {
        return subject == null ? "" : cut(subject, LONGEST_SUBJECT);
    }

    private static String kept(String what, byte @Nullable [] bytes, int most) {
        return bytes == null || bytes.length <= most
                ? ""
                : " (only the first " + most + " of the " + bytes.length + " bytes of its " + what + " are kept)";
    }

    private static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end) + "…";
    }

    private static @Nullable ByteBuffer cut(byte @Nullable [] bytes, int most) {
        return bytes == null ? null : ByteBuffer.wrap(bytes, 0, Math.min(bytes.length, most));
    }
}
