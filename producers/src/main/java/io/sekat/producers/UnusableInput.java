package io.sekat.producers;

/** A file of which nothing can be loaded: it cannot be opened, or it has not the right columns. */
public final class UnusableInput extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnusableInput(String message) {
        super(message);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
