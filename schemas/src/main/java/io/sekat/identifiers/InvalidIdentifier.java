package io.sekat.identifiers;

/** A text that is not the identifier that was expected; the message says what was typed and what was expected. */
public final class InvalidIdentifier extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public InvalidIdentifier(String what, String typed, String expected) {
        super(what + " '" + abbreviated(typed) + "' is not valid: expected " + expected);
    }

    private static String abbreviated(String typed) {
        return typed.length() <= 64 ? typed : typed.substring(0, 61) + "...";
    }
}
