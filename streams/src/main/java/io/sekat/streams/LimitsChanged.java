package io.sekat.streams;

import java.io.Serial;

/** The state was made with other limits than the settings say now: going on would follow one payment's money by both. */
public final class LimitsChanged extends CannotGoOn {
    @Serial
    private static final long serialVersionUID = 1;

    /**
     * @param kept the limits that the state was made with
     * @param set the limits that the settings say
     */
    public LimitsChanged(String kept, String set) {
        super("money was followed with " + kept + " until now, and the settings say " + set
                + ". Set what it was; docs/configuration.md says how to begin anew with other limits");
    }
}
