package io.sekat.sandbox;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * Something embedded could not be started. The message is written for the person at the terminal: it names the thing,
 * the place and the way out, and may be several lines long.
 */
public final class StartFailure extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    /** @param message the thing, the place and the way out, ready to be printed */
    public StartFailure(String message) {
        this(message, null);
    }

    /**
     * @param message the thing, the place and the way out, ready to be printed
     * @param cause what was caught, or null when there is nothing more to know
     */
    public StartFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
