package io.sekat.streams.core.account;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.sekat.streams.core.Due;
import io.sekat.streams.core.trail.TrailRoot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An order to give one root's money in this account back to its victim (design section 4.8).
 *
 * @param root whose money
 * @param directiveId the directive that orders it
 * @param authority who gave that
 * @param orderedAt when it was given, UTC; a later one replaces it
 * @param revision of the request; 0: none was sent, because the bank confirmed nothing yet
 * @param askedMinor what the last revision asks, in minor units of the root's currency
 * @param dueOrNull the answer that the bank owes; null: none
 * @param promised references of the transfers that the bank said gave it back
 */
public record Returning(
        TrailRoot root,
        String directiveId,
        String authority,
        Instant orderedAt,
        long revision,
        long askedMinor,
        @JsonProperty("due") @Nullable Due dueOrNull,
        List<String> promised) {
    public Returning {
        promised = List.copyOf(promised);
    }

    /** Nothing was asked of the bank yet. */
    static Returning ordered(TrailRoot root, String directiveId, String authority, Instant orderedAt) {
        return new Returning(root, directiveId, authority, orderedAt, 0, 0, null, List.of());
    }

    Optional<Due> due() {
        return Optional.ofNullable(dueOrNull);
    }

    Returning orderedBy(String newDirectiveId, String newAuthority, Instant at) {
        return new Returning(root, newDirectiveId, newAuthority, at, revision, askedMinor, dueOrNull, promised);
    }

    Returning asked(long minor, @Nullable Due due) {
        return new Returning(root, directiveId, authority, orderedAt, revision + 1, minor, due, promised);
    }

    /** Nothing is left to give back; what is there again later is asked for again. */
    Returning settled() {
        return new Returning(root, directiveId, authority, orderedAt, revision, 0, null, promised);
    }

    Returning withDue(@Nullable Due due) {
        return new Returning(root, directiveId, authority, orderedAt, revision, askedMinor, due, promised);
    }

    Returning withPromise(String reference) {
        List<String> all = new ArrayList<>(promised);
        all.add(reference);
        return new Returning(root, directiveId, authority, orderedAt, revision, askedMinor, dueOrNull, all);
    }
}
