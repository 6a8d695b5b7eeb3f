package io.sekat.streams;

import java.io.Serial;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Settings do not fit the state: to go on would say what is not true, and to begin again would not help. */
public class CannotGoOn extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    /**
     * @param message what does not fit, and the way out
     */
    public CannotGoOn(String message) {
        super(message);
    }

    /** The one among the causes of a failure; empty: there is none. */
    static Optional<CannotGoOn> in(@Nullable Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof CannotGoOn found) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }
}
