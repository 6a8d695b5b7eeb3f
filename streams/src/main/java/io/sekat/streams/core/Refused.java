package io.sekat.streams.core;

import io.sekat.events.RejectReason;

/** An event that the rules cannot use; nothing was changed by it. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final RejectReason reason;

    /**
     * @param reason the reason's code
     * @param message what was wrong, and what was expected
     */
    public Refused(RejectReason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    /** The reason's code. */
    public RejectReason reason() {
        return reason;
    }
}
