package io.sekat.consumers.alerts;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An alert could not be acted upon now. */
public final class NotHandled extends Exception {
    private static final long serialVersionUID = 1L;

    private final @Nullable Duration notBefore;

    /** The message says what failed and what to do about it. */
    public NotHandled(String message) {
        this(message, null);
    }

    /**
     * With a wish when to try again.
     *
     * @param notBefore how long to wait at least; null: no wish
     */
    public NotHandled(String message, @Nullable Duration notBefore) {
        super(message);
        this.notBefore = notBefore;
    }

    Optional<Duration> notBefore() {
        return Optional.ofNullable(notBefore);
    }
}
