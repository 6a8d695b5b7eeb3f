package io.sekat.config;

/** A setting that cannot be used; the message names the setting, where it was set, and what is allowed. */
public final class SettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SettingsException(String message) {
        super(message);
    }
}
