package io.sekat.serdes;

/**
 * The schema registry did not answer, so nothing can be said about a record's bytes: it must be tried again, never
 * rejected.
 */
public final class RegistryUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RegistryUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
