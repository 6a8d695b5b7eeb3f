package io.sekat.streams.core.lookup;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The hash by which an account or number is asked about without being named: SHA-256 of {@code BIC:account} or of the
 * E.164 number, in hexadecimal digits, upper case.
 */
public final class SubjectHash {
    /** How many digits of it are asked with. */
    public static final int PREFIX = 5;

    private static final Pattern PREFIX_FORM = Pattern.compile("[0-9A-F]{" + PREFIX + "}");

    private SubjectHash() {}

    /** The hash of an account or number, 64 digits. */
    public static String of(String subject) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().withUpperCase().formatHex(sha256.digest(subject.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /**
     * The first digits of a hash, in upper case.
     *
     * @throws IllegalArgumentException when they are no {@value #PREFIX} hexadecimal digits
     */
    public static String prefix(String typed) {
        String prefix = typed.toUpperCase(Locale.ROOT);
        if (!PREFIX_FORM.matcher(prefix).matches()) {
            throw new IllegalArgumentException("expected the first " + PREFIX + " hexadecimal digits of a SHA-256");
        }
        return prefix;
    }
}
