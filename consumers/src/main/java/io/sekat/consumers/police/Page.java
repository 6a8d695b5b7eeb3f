package io.sekat.consumers.police;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Some rows of a list, the newest or largest first.
 *
 * @param rows the rows
 * @param next where the next page begins; empty: there is none
 */
public record Page<T>(List<T> rows, Optional<String> next) {
    /**
     * Which page is wanted.
     *
     * @param after what the page before gave as {@code next}; empty: the first page
     * @param size how many rows
     */
    public record Wanted(Optional<String> after, int size) {
        private static final int MOST = 1000;

        /** @throws IllegalArgumentException when the size is not from 1 to 1000 or the place was not given by a page */
        public Wanted {
            if (size < 1 || size > MOST) {
                throw new IllegalArgumentException("a page of " + size + " rows: expected 1 to " + MOST);
            }
            after.ifPresent(Wanted::parts);
        }

        /** The first page. */
        public static Wanted first(int size) {
            return new Wanted(Optional.empty(), size);
        }

        /** The time of the last row of the page before, or later than all. */
        OffsetDateTime time() {
            return after.map(place -> Instant.parse(parts(place)[0]).atOffset(ZoneOffset.UTC))
                    .orElse(OffsetDateTime.MAX);
        }

        /** The sum in the last row of the page before, or larger than all. */
        long sum() {
            return after.map(place -> Long.parseLong(parts(place)[0])).orElse(Long.MAX_VALUE);
        }

        /** What identifies the last row of the page before. */
        String id() {
            return after.map(place -> parts(place)[1]).orElse("");
        }

        private static String[] parts(String place) {
            String[] parts = new String(Base64.getUrlDecoder().decode(place), StandardCharsets.UTF_8).split("\n", 2);
            if (parts.length != 2) {
                throw new IllegalArgumentException(
                        "'" + place + "' is no place in a list: expected the one that the page" + " before ended with");
            }
            return parts;
        }
    }

    static String place(Object sortedBy, String id) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((sortedBy + "\n" + id).getBytes(StandardCharsets.UTF_8));
    }
}
