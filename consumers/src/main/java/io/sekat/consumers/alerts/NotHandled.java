package io.sekat.consumers.alerts;

import java.time.Duration;
import java.util.Optional;

/** An alert could not be acted upon now; it stays the newest about its subject and is handed over again. */
public final class NotHandled extends Exception {
    private static final long serialVersionUID = 1L;

    /** When it is worth trying again. */
    private enum Hope {
        SOON,
        LATER,
        ONCE_PUT_RIGHT
    }

    private final Hope hope;
    private final Duration atLeast;

    private NotHandled(String message, Hope hope, Duration atLeast) {
        super(message);
        this.hope = hope;
        this.atLeast = atLeast;
    }

    /** It may work soon: the usual back-off. The message says what failed and what to do about it. */
    public static NotHandled soon(String message) {
        return new NotHandled(message, Hope.SOON, Duration.ZERO);
    }

    /**
     * The other side asked to be left alone for a while.
     *
     * @param message what failed and what to do about it
     * @param atLeast how long to wait; the policy's cap still holds
     */
    public static NotHandled later(String message, Duration atLeast) {
        return new NotHandled(message, Hope.LATER, atLeast);
    }

    /**
     * A person must put something right first: logged as an error, tried again at the policy's cap.
     *
     * @param message what failed and what to do about it
     */
    public static NotHandled oncePutRight(String message) {
        return new NotHandled(message, Hope.ONCE_PUT_RIGHT, Duration.ZERO);
    }

    boolean needsAPerson() {
        return hope == Hope.ONCE_PUT_RIGHT;
    }

    /** How long to wait at least; empty: as the policy says. */
    Optional<Duration> atLeast(RetryPolicy policy) {
        return switch (hope) {
            case SOON -> Optional.empty();
            case LATER -> Optional.of(atLeast);
            case ONCE_PUT_RIGHT -> Optional.of(policy.cap());
        };
    }
}
