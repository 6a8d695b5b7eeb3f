package io.sekat.benchmarks.load;

import io.sekat.events.AccountAction;
import io.sekat.events.AlertReason;
import io.sekat.events.BlockRequest;
import io.sekat.events.FreezeAlert;
import io.sekat.events.NumberAction;
import java.util.OptionalLong;
import org.apache.avro.specific.SpecificRecord;

/** What a report must bring about at a bank or an operator, and when it was seen there. */
public final class Expected {
    /** What is asked for. */
    public enum Kind {
        /** An account that was only named is to be watched. */
        WATCH,
        /** What a victim paid is to be held in the account that it was paid into. */
        HOLD,
        /** An account that several victims paid is to be frozen. */
        FREEZE,
        /** A number that a second victim names is to be blocked. */
        BLOCK,
        /** An account that a victim paid and whose money is gone again is to be watched for that. */
        PASSED,
        /** What a victim paid is to be held in the last account of a trail of several hops. */
        TRAIL
    }

    private final Kind kind;
    private final String subject;
    private final long minor;
    private volatile long dueNanos;
    private volatile long appendedMillis;
    private volatile long seenNanos;
    private volatile long seenMillis;

    /**
     * Something that has not come yet.
     *
     * @param subject the account or number
     * @param minor what is to be held, where that is the same for all who watch; 0: any sum
     */
    Expected(Kind kind, String subject, long minor) {
        this.kind = kind;
        this.subject = subject;
        this.minor = minor;
    }

    /** What is asked for. */
    public Kind kind() {
        return kind;
    }

    /** The account or number. */
    String subject() {
        return subject;
    }

    void due(long nanos) {
        dueNanos = nanos;
    }

    void appended(long millis) {
        appendedMillis = millis;
    }

    /** Whether this event asks for it. */
    boolean isAskedBy(SpecificRecord event) {
        if (event instanceof FreezeAlert alert) {
            return switch (kind) {
                case WATCH -> alert.getAction() == AccountAction.WATCH;
                case PASSED ->
                    alert.getAction() == AccountAction.WATCH
                            && alert.getReasons().contains(AlertReason.VERIFIED_PAYMENT);
                case FREEZE -> alert.getAction() == AccountAction.FREEZE;
                case HOLD, TRAIL ->
                    alert.getAction() == AccountAction.HOLD
                            && alert.getHold().stream().anyMatch(amount -> amount.getMinor() == minor);
                case BLOCK -> false;
            };
        }
        return kind == Kind.BLOCK && event instanceof BlockRequest request && request.getAction() == NumberAction.BLOCK;
    }

    void seen(long nanos, long millis) {
        seenMillis = millis;
        seenNanos = nanos;
    }

    @Override
    public String toString() {
        return kind + " " + subject;
    }

    /** Whether it came. */
    public boolean isSeen() {
        return seenNanos != 0;
    }

    /** Microseconds from when the report was to be sent, by the schedule, to its being seen; empty: it never was. */
    public OptionalLong microsFromSchedule() {
        return isSeen() ? OptionalLong.of(Math.max(0, (seenNanos - dueNanos) / 1_000)) : OptionalLong.empty();
    }

    /** Milliseconds from the report's append to its being seen; empty: it never was. */
    public OptionalLong millisFromAppend() {
        return isSeen() ? OptionalLong.of(Math.max(0, seenMillis - appendedMillis)) : OptionalLong.empty();
    }
}
