package io.sekat.http;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a request was not done, as RFC 9457 writes it.
 *
 * @param type which kind of problem, the same for each of its kind
 * @param title the kind in words
 * @param status HTTP status
 * @param detail what it is this time, and the way out
 * @param errors the fields that are to blame; none: no single one
 * @param retryAfterOrNull when it is worth trying again; null: not said
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        List<Field> errors,
        @JsonIgnore @Nullable Duration retryAfterOrNull) {
    /** Media type of a problem. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /**
     * A field that is to blame.
     *
     * @param field where it stands, e.g. {@code payments[0].amount}
     * @param code the reason's code
     * @param message its value and what was expected
     */
    public record Field(String field, String code, String message) {}

    public Problem {
        errors = List.copyOf(errors);
    }

    /**
     * A problem without fields.
     *
     * @param kind its kind in lower case, with dashes
     */
    public static Problem of(int status, String kind, String title, String detail) {
        return new Problem("urn:sekat:problem:" + kind, title, status, detail, List.of(), null);
    }

    /** The same with the fields that are to blame. */
    public Problem with(List<Field> fields) {
        return new Problem(type, title, status, detail, fields, retryAfterOrNull);
    }

    /** The same with the time after which it is worth trying again. */
    public Problem retryAfter(Duration time) {
        return new Problem(type, title, status, detail, errors, time);
    }

    /** Seconds after which it is worth trying again, rounded up. */
    @JsonIgnore
    public Optional<Long> retryAfterSeconds() {
        return Optional.ofNullable(retryAfterOrNull)
                .map(time -> Math.max(1, time.plusMillis(999).toSeconds()));
    }
}
