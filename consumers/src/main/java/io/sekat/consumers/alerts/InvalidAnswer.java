package io.sekat.consumers.alerts;

import java.io.Serial;

/** An answer that cannot be used; the message says what was expected. */
public final class InvalidAnswer extends IllegalArgumentException {
    @Serial
    private static final long serialVersionUID = 1;

    private final String field;

    /**
     * @param field the field that is to blame, e.g. {@code held}
     * @param message its value and what was expected
     */
    public InvalidAnswer(String field, String message) {
        super(message);
        this.field = field;
    }

    /** The field that is to blame. */
    public String field() {
        return field;
    }
}
