package io.sekat.streams.core.account;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.sekat.streams.core.Due;
import io.sekat.streams.core.trail.Share;
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
 * @param askedMinor what the last revision asks, in minor units of the root's currency; 0: nothing, or that is done
 * @param dueOrNull the answer that the bank owes; null: none
 * @param promised references of the transfers that the bank said gave it back
 * @param promisedBefore how many of them it had said when the last revision was sent
 * @param awaitedMinor what was asked when the bank promised a transfer that has not come yet; 0: none is under way
 * @param currencyOrNull ISO 4217 code of the root, which is known here only while its money is; null: it never was, or an
 *     earlier version wrote this
 */
public record Returning(
        TrailRoot root,
        String directiveId,
        String authority,
        Instant orderedAt,
        long revision,
        long askedMinor,
        @JsonProperty("due") @Nullable Due dueOrNull,
        List<String> promised,
        int promisedBefore,
        long awaitedMinor,
        @JsonProperty("currency") @Nullable String currencyOrNull) {
    public Returning {
        promised = List.copyOf(promised);
    }

    /** Nothing was asked of the bank yet. */
    static Returning ordered(TrailRoot root, String directiveId, String authority, Instant orderedAt) {
        return new Returning(root, directiveId, authority, orderedAt, 0, 0, null, List.of(), 0, 0, null);
    }

    Optional<Due> due() {
        return Optional.ofNullable(dueOrNull);
    }

    /** Whether the bank said since the last revision was sent by which transfer it gave back. */
    boolean isPromised() {
        return promised.size() > promisedBefore;
    }

    /**
     * The same once it was ordered anew. What the bank refused is asked for again then, as the order may be another
     * authority's; what it has yet to answer, or gave back, is not.
     */
    Returning orderedBy(String newDirectiveId, String newAuthority, Instant at) {
        boolean isRefused = dueOrNull == null && !isPromised() && !newDirectiveId.equals(directiveId);
        return new Returning(
                root,
                newDirectiveId,
                newAuthority,
                at,
                revision,
                isRefused ? 0 : askedMinor,
                dueOrNull,
                promised,
                promisedBefore,
                awaitedMinor,
                currencyOrNull);
    }

    /** The same with the currency, where the root's money is known here. */
    Returning inCurrencyOf(Share share) {
        return share.currency().isEmpty()
                ? this
                : with(askedMinor, dueOrNull, promised, awaitedMinor, share.currency());
    }

    /** One more revision: this is asked now. */
    Returning asked(long minor, Due due) {
        return next(minor, due);
    }

    /** One more revision: nothing is asked any more, and no answer is owed. */
    Returning withdrawn() {
        return next(0, null);
    }

    /** Nothing is left to give back; what is there again later is asked for again. */
    Returning settled() {
        return with(0, null, promised, awaitedMinor, currencyOrNull);
    }

    Returning withDue(@Nullable Due due) {
        return with(askedMinor, due, promised, awaitedMinor, currencyOrNull);
    }

    Returning withPromise(String reference) {
        List<String> all = new ArrayList<>(promised);
        all.add(reference);
        return with(askedMinor, dueOrNull, all, askedMinor, currencyOrNull);
    }

    /** All transfers that were promised have come. */
    Returning arrived() {
        return awaitedMinor == 0 ? this : with(askedMinor, dueOrNull, promised, 0, currencyOrNull);
    }

    private Returning next(long minor, @Nullable Due due) {
        return new Returning(
                root,
                directiveId,
                authority,
                orderedAt,
                revision + 1,
                minor,
                due,
                promised,
                promised.size(),
                awaitedMinor,
                currencyOrNull);
    }

    private Returning with(
            long minor, @Nullable Due due, List<String> references, long awaited, @Nullable String currency) {
        return new Returning(
                root,
                directiveId,
                authority,
                orderedAt,
                revision,
                minor,
                due,
                references,
                promisedBefore,
                awaited,
                currency);
    }
}
