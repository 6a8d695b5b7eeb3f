package io.sekat.streams;

import java.io.Serial;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The state was made with other limits than the settings say now: going on would follow one payment's money by both. */
public final class LimitsChanged extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    /**
     * @param kept the limits that the state was made with
     * @param set the limits that the settings say
     */
    public LimitsChanged(String kept, String set) {
        super("money was followed with " + kept + " until now, and the settings say " + set
                + ". Set what it was, or a new application-id: then everything that the topics keep is read again and"
                + " followed anew");
    }

    /** The one among the causes of a failure; empty: there is none. */
    static Optional<LimitsChanged> in(@Nullable Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof LimitsChanged changed) {
                return Optional.of(changed);
            }
        }
        return Optional.empty();
    }
}
