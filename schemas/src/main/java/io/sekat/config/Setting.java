package io.sekat.config;

import java.util.Locale;
import java.util.function.Function;

/**
 * One setting: its name, default and meaning.
 *
 * @param name name in a configuration file, and as an option with {@code --} before it
 * @param defaultText default as a person would write it
 * @param expected what is allowed, in words
 * @param meaning what it does
 * @param parser reads a text; throws {@link RuntimeException} when it is not allowed
 * @param <T> type of its values
 */
public record Setting<T>(String name, String defaultText, String expected, String meaning, Function<String, T> parser) {

    /** Name of the environment variable that sets it, e.g. {@code SEKAT_BOOTSTRAP_SERVERS}. */
    public String environmentVariable() {
        return "SEKAT_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    T parse(String text, String where) {
        try {
            return parser.apply(text.strip());
        } catch (RuntimeException e) {
            throw new SettingsException(
                    "setting " + name + " = '" + text + "' (" + where + ") is not valid: expected " + expected);
        }
    }
}
