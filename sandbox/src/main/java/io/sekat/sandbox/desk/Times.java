package io.sekat.sandbox.desk;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Times as people type and read them.
 *
 * @param zone the reader's time zone
 * @param now the present time
 */
record Times(ZoneId zone, Instant now) {
    static final String FORMS = "a time such as 2026-12-01T18:00 (yours), 2026-12-01T10:00Z, 2026-12-01 (its end), or a"
            + " duration from now such as 48h or 7d";

    private static final Pattern DURATION = Pattern.compile("([0-9]{1,6})(m|h|d)");
    private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    /** Where and when the command runs. */
    static Times here() {
        return new Times(ZoneId.systemDefault(), Instant.now());
    }

    /** For people, in their zone. */
    String show(Instant time) {
        return SHOWN.withZone(zone).format(time);
    }

    /**
     * Reads a time.
     *
     * @throws IllegalArgumentException when it is none; with a message for people
     */
    Instant read(String typed) {
        String text = typed.strip();
        Matcher duration = DURATION.matcher(text);
        if (duration.matches()) {
            long count = Long.parseLong(duration.group(1));
            return now.plus(
                    switch (duration.group(2)) {
                        case "m" -> Duration.ofMinutes(count);
                        case "h" -> Duration.ofHours(count);
                        default -> Duration.ofDays(count);
                    });
        }
        for (Form form : List.<Form>of(
                written -> OffsetDateTime.parse(written).toInstant(),
                written -> LocalDateTime.parse(written).atZone(zone).toInstant(),
                written ->
                        LocalDate.parse(written).plusDays(1).atStartOfDay(zone).toInstant())) {
            try {
                return form.read(text.replace(' ', 'T'));
            } catch (DateTimeException e) {
                // Another form, then.
            }
        }
        throw new IllegalArgumentException("'" + typed + "' is no time: expected " + FORMS);
    }

    private interface Form {
        Instant read(String written);
    }
}
