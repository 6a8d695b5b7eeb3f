package io.sekat.producers.values;

import io.sekat.events.RejectReason;
import org.jspecify.annotations.Nullable;

/** A value in a row or line that cannot be used. It is the ordinary fate of some rows, so it has no stack trace. */
public final class BadValue extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST_SHOWN = 64;

    private final RejectReason reason;
    private final String problem;

    /**
     * @param reason the reason's code
     * @param where which column or field, in words, e.g. {@code column status}; null: the whole row
     * @param problem what is wrong and what was expected
     */
    public BadValue(RejectReason reason, @Nullable String where, String problem) {
        super(where == null ? problem : where + ": " + problem, null, false, false);
        this.reason = reason;
        this.problem = problem;
    }

    /** A value that is not what was expected there. */
    public static BadValue of(RejectReason reason, String where, String value, String expected) {
        return new BadValue(reason, where, "'" + shown(value) + "' is not valid: expected " + expected);
    }

    /** The reason's code. */
    public RejectReason reason() {
        return reason;
    }

    /** What is wrong and what was expected, without the place. */
    public String problem() {
        return problem;
    }

    /** The place, the value and what was expected. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    private static String shown(String value) {
        return value.length() <= LONGEST_SHOWN ? value : value.substring(0, LONGEST_SHOWN - 3) + "...";
    }
}
