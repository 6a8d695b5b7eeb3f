package io.sekat.identifiers;

import java.util.regex.Pattern;

/**
 * A payment network's reference of a transfer; unique for the debtor's account.
 *
 * @param value 1 to 64 printable ASCII characters
 */
public record TransferRef(String value) {
    /** Characters of the longest. */
    public static final int LONGEST = 64;

    private static final Pattern PRINTABLE = Pattern.compile("[ -~]{1," + LONGEST + "}");

    /**
     * @throws InvalidIdentifier when it is empty, too long, or has other characters
     */
    public TransferRef {
        if (value.isBlank() || !PRINTABLE.matcher(value).matches()) {
            throw new InvalidIdentifier("transfer reference", value, "1 to " + LONGEST + " printable ASCII characters");
        }
    }
}
