package io.sekat.consumers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secrets that a webhook's requests are signed with: none, one, or two while one is replaced by another. They are
 * never shown.
 */
final class WebhookSecrets {
    static final WebhookSecrets NONE = new WebhookSecrets(List.of());

    private static final int SHORTEST = 16;
    private static final int MOST = 2;
    private static final String ALGORITHM = "HmacSHA256";

    private final List<SecretKeySpec> keys;

    private WebhookSecrets(List<SecretKeySpec> keys) {
        this.keys = keys;
    }

    /**
     * One or two secrets, the newer first.
     *
     * @throws IllegalArgumentException when they are more or shorter than 16 characters
     */
    static WebhookSecrets of(List<String> secrets) {
        List<String> given = secrets.stream()
                .map(String::strip)
                .filter(secret -> !secret.isEmpty())
                .toList();
        if (given.isEmpty() || given.size() > MOST || given.stream().anyMatch(secret -> secret.length() < SHORTEST)) {
            throw new IllegalArgumentException("the webhook's secrets are not valid: expected one, or two while one is"
                    + " replaced, each of " + SHORTEST + " characters or more");
        }
        return new WebhookSecrets(given.stream()
                .map(secret -> new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM))
                .toList());
    }

    /**
     * The secrets of a file, one a line.
     *
     * @throws IllegalArgumentException when it cannot be read or they are not as said
     */
    static WebhookSecrets in(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return of(lines.toList());
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "cannot read the webhook's secrets from " + file + ": " + e + ". Name a file with one a line", e);
        }
    }

    boolean isEmpty() {
        return keys.isEmpty();
    }

    /**
     * The value of the header {@code Sekat-Signature}: {@code t=<seconds>,v1=<hex>}, one {@code v1} a secret. Each is
     * the HMAC-SHA256 of the seconds, a dot and the body.
     */
    String signature(Instant at, byte[] body) {
        StringBuilder signature = new StringBuilder("t=").append(at.getEpochSecond());
        for (SecretKeySpec key : keys) {
            signature.append(",v1=").append(hex(key, at, body));
        }
        return signature.toString();
    }

    /** Whether a header's value is the signature of a body by any of the secrets, at the time that it says. */
    boolean fit(String header, Instant at, byte[] body) {
        boolean fits = false;
        for (String part : header.split(",", -1)) {
            byte[] given = part.strip().getBytes(StandardCharsets.UTF_8);
            for (SecretKeySpec key : keys) {
                // Each is compared, and in constant time, so that the time tells nothing.
                fits |= MessageDigest.isEqual(("v1=" + hex(key, at, body)).getBytes(StandardCharsets.UTF_8), given);
            }
        }
        return fits;
    }

    /** What one secret makes of a body at a time, in hexadecimal digits. */
    String mac(Instant at, byte[] body) {
        return hex(keys.get(0), at, body);
    }

    private static String hex(SecretKeySpec key, Instant at, byte[] body) {
        return HexFormat.of().formatHex(mac(key, at, body));
    }

    private static byte[] mac(SecretKeySpec key, Instant at, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update((at.getEpochSecond() + ".").getBytes(StandardCharsets.US_ASCII));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    @Override
    public String toString() {
        return keys.size() + " secrets";
    }
}
