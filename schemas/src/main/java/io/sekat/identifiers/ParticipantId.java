package io.sekat.identifiers;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Identifier of a participant: a bank's BIC (ISO 9362) or another institution's short name.
 *
 * <p>It becomes part of topic names, so it is upper case letters, digits, '-' and '_' only, 2 to 32 of them.
 *
 * @param value the identifier, never empty
 */
public record ParticipantId(String value) implements Comparable<ParticipantId> {
    private static final Pattern FORM = Pattern.compile("[A-Z0-9][A-Z0-9_-]{1,31}");

    public ParticipantId {
        check(value);
    }

    /** Whether a text has the form of a participant identifier. */
    public static boolean isValid(String text) {
        return FORM.matcher(text).matches();
    }

    /**
     * Checks the form of an identifier that is kept as a text.
     *
     * @throws InvalidIdentifier when it is no participant identifier
     */
    public static void check(String value) {
        if (!isValid(value)) {
            throw new InvalidIdentifier("participant", value, "2 to 32 upper case letters, digits, '-' or '_'");
        }
    }

    /**
     * Reads what a person typed: surrounding blanks go, lower case becomes upper case.
     *
     * @throws InvalidIdentifier when it is no participant identifier
     */
    public static ParticipantId parse(String typed) {
        return new ParticipantId(typed.strip().toUpperCase(Locale.ROOT));
    }

    @Override
    public int compareTo(ParticipantId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
