package io.sekat.consumers;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether what is posted to the agent comes from who has the secret, by the header that the agent itself signs with. What
 * was taken is remembered for as long as its signature is good: sent again, by whomever, it must not become the newest
 * answer.
 */
final class PostedSignatures {
    /** How far the sender's clock may be from ours. */
    static final Duration GOOD_FOR = Duration.ofMinutes(5);

    private final WebhookSecrets secrets;
    private final Map<Posted, Instant> taken = new LinkedHashMap<>();

    /** What was posted: the same bytes, signed at the same second, are the same. */
    record Posted(String mac) {}

    /**
     * @param secrets one or two
     */
    PostedSignatures(WebhookSecrets secrets) {
        this.secrets = secrets;
    }

    /**
     * Checks a signature.
     *
     * @param header the value of {@code Sekat-Signature}; null: there is none
     * @param now what the clock says, UTC
     * @return empty when it is not genuine, or too old
     */
    Optional<Posted> check(@Nullable String header, byte[] body, Instant now) {
        if (header == null) {
            return Optional.empty();
        }
        Long seconds = null;
        for (String part : header.split(",", -1)) {
            String value = part.strip();
            if (value.matches("t=[0-9]{1,11}")) {
                seconds = Long.valueOf(value.substring(2));
            }
        }
        if (seconds == null || Math.abs(now.getEpochSecond() - seconds) > GOOD_FOR.toSeconds()) {
            return Optional.empty();
        }
        Instant at = Instant.ofEpochSecond(seconds);
        return secrets.fit(header, at, body) ? Optional.of(new Posted(secrets.mac(at, body))) : Optional.empty();
    }

    /** Whether it was taken already. */
    synchronized boolean isKnown(Posted posted) {
        return taken.containsKey(posted);
    }

    /** Remembers what was taken. */
    synchronized void remember(Posted posted, Instant now) {
        taken.values().removeIf(at -> Duration.between(at, now).compareTo(GOOD_FOR.multipliedBy(2)) > 0);
        taken.put(posted, now);
    }
}
