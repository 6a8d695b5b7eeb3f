package io.sekat.consumers;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/** The HTTP header {@code Retry-After}: seconds, or a date. */
final class RetryAfter {
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

    private RetryAfter() {}

    /** How long to wait; empty when the text is neither. */
    static Optional<Duration> parse(String text, Instant now) {
        String stripped = text.strip();
        if (SECONDS.matcher(stripped).matches()) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(stripped)));
        }
        try {
            Instant date = DateTimeFormatter.RFC_1123_DATE_TIME.parse(stripped, Instant::from);
            return Optional.of(date.isAfter(now) ? Duration.between(now, date) : Duration.ZERO);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
