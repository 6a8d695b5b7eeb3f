package io.sekat.streams.core;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Identifiers of alerts and requests: a pure function of the subject and the episode (design section 4.4). */
public final class AlertIds {
    private static final int BYTES = 12;

    private AlertIds() {}

    /**
     * The identifier of one episode.
     *
     * @param subject {@code BIC:account} or E.164 number
     * @param episode counts from 1; a new one begins when something is asked again after a release
     */
    public static String of(String subject, int episode) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((subject + "#" + episode).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
