package io.sekat.identifiers;

import java.util.regex.Pattern;

/**
 * A telephone number in E.164 form, with its leading '+'; the record key of everything about the number.
 *
 * @param e164 '+' and 7 to 15 digits
 */
public record PhoneNumber(String e164) implements Comparable<PhoneNumber> {
    private static final Pattern FORM = Pattern.compile("\\+[1-9][0-9]{6,14}");

    public PhoneNumber {
        if (!isE164(e164)) {
            throw new InvalidIdentifier("telephone number", e164, "E.164: '+' and 7 to 15 digits");
        }
    }

    /** Whether a text has the form of an E.164 number. */
    public static boolean isE164(String text) {
        return FORM.matcher(text).matches();
    }

    @Override
    public int compareTo(PhoneNumber other) {
        return e164.compareTo(other.e164);
    }

    @Override
    public String toString() {
        return e164;
    }
}
