package io.sekat.producers.feeds;

/** A file that has not the columns of its feed; the message names those that are missing and those that were found. */
public final class BadHeader extends Exception {
    private static final long serialVersionUID = 1L;

    BadHeader(String message) {
        super(message);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
