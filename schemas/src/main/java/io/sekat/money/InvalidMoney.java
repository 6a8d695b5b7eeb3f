package io.sekat.money;

/** An amount or currency that cannot be read; the message says what was given and what was expected. */
public final class InvalidMoney extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public InvalidMoney(String message) {
        super(message);
    }
}
