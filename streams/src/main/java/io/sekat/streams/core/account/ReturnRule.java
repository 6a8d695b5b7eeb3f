package io.sekat.streams.core.account;

import io.sekat.events.Amount;
import io.sekat.events.FreezeOutcome;
import io.sekat.events.FreezeResponse;
import io.sekat.events.RejectReason;
import io.sekat.events.ReturnOrdered;
import io.sekat.events.ReturnRequest;
import io.sekat.identifiers.AccountId;
import io.sekat.identifiers.TransferRef;
import io.sekat.streams.core.AlertIds;
import io.sekat.streams.core.Due;
import io.sekat.streams.core.Effect;
import io.sekat.streams.core.Occasion;
import io.sekat.streams.core.Refused;
import io.sekat.streams.core.trail.Share;
import io.sekat.streams.core.trail.TrailRoot;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/** Asking a bank to give a victim's money back, and what it answers (design section 4.8). */
public final class ReturnRule {
    private static final Set<FreezeOutcome> ANSWERS = Collections.unmodifiableSet(EnumSet.of(
            FreezeOutcome.RETURNED, FreezeOutcome.NO_FUNDS, FreezeOutcome.ALREADY_CLOSED, FreezeOutcome.REFUSED));

    private ReturnRule() {}

    /** What is known once an order came; an older one changes nothing. */
    public static AccountState ordered(AccountId account, AccountState state, TrailRoot root, ReturnOrdered order) {
        String id = requestId(account, root);
        Returning known = state.returns().get(id);
        if (known == null) {
            return state.withReturn(
                    id, Returning.ordered(root, order.getDirectiveId(), order.getAuthority(), order.getIssuedAt()));
        }
        return order.getIssuedAt().isAfter(known.orderedAt())
                ? state.withReturn(
                        id, known.orderedBy(order.getDirectiveId(), order.getAuthority(), order.getIssuedAt()))
                : state;
    }

    /** Identifier of a request: a function of the account and the root. */
    private static String requestId(AccountId account, TrailRoot root) {
        return AlertIds.of(account + "|" + root.account() + "#" + root.reference(), 1);
    }

    /**
     * Asks the bank for what it confirmed of each root that is to be given back, where that is other than it was asked
     * last, and takes back what it was asked where it confirms nothing any more. While a transfer that it promised has not
     * come yet, nothing more is asked.
     *
     * @param confirmed what the bank confirmed of each root, in minor units
     * @param shareOf what is known in the account of a root's money
     * @param hasCome tells whether the transfer with a reference has come
     */
    public static AccountState ask(
            AccountId account,
            AccountState state,
            Map<TrailRoot, Long> confirmed,
            Function<TrailRoot, Share> shareOf,
            Predicate<String> hasCome,
            Occasion occasion,
            List<Effect> effects) {
        SortedMap<String, Returning> changed = new TreeMap<>();
        // Until money that is under way back has left, what the bank confirmed is taken for what lies beside it, too.
        boolean isUnclear = confirmed.values().stream().anyMatch(minor -> minor > 0)
                && state.returns().values().stream().anyMatch(any -> waits(any, hasCome));
        state.returns().forEach((id, returning) -> {
            Share share = shareOf.apply(returning.root());
            boolean waits = waits(returning, hasCome);
            Returning known = waits
                    ? returning.inCurrencyOf(share)
                    : returning.inCurrencyOf(share).arrived();
            long minor = confirmed.getOrDefault(returning.root(), 0L);
            Returning next = known;
            if (minor > 0) {
                next = askedFor(account, known, minor, waits, occasion);
            } else if (!isUnclear) {
                next = nothingConfirmed(known, share, waits);
            }
            if (next.revision() > known.revision()) {
                effects.add(new Effect.AskReturn(request(account, id, next, occasion)));
            }
            changed.put(id, next);
        });
        return state.withReturns(changed);
    }

    private static boolean waits(Returning returning, Predicate<String> hasCome) {
        return !returning.promised().stream().allMatch(hasCome);
    }

    private static Returning askedFor(
            AccountId account, Returning returning, long minor, boolean waits, Occasion occasion) {
        // What the bank gave back is not confirmed any more; what still is, though all it promised came, did not stand.
        boolean isGivenBack = returning.due().isEmpty() && returning.isPromised();
        if (waits || (minor == returning.askedMinor() && !isGivenBack)) {
            return returning;
        }
        Due.Question question =
                new Due.Question(returning.revision() + 1, occasion.now(), respondBy(account, occasion));
        return returning.asked(minor, Due.asked(returning.dueOrNull(), question));
    }

    /**
     * The bank confirms nothing of the root's money any more: it was given back, left in another way, was let go, or is not
     * claimed any more. Unless what was asked is done, it is taken back, and no answer is owed.
     */
    private static Returning nothingConfirmed(Returning returning, Share share, boolean waits) {
        boolean isAnswered = returning.due().isEmpty();
        boolean hasLeft = share.sums().received() > 0 && share.sums().held() == 0;
        boolean isDone = isAnswered && (returning.isPromised() || hasLeft);
        if (returning.askedMinor() == 0 || isDone || returning.currencyOrNull() == null) {
            return waits ? returning : returning.settled();
        }
        // By which transfer it left the bank is yet to say; a newer revision might keep it from doing so.
        boolean isSaidSoon = hasLeft && !isAnswered && !returning.isPromised();
        return isSaidSoon ? returning : returning.withdrawn();
    }

    private static ReturnRequest request(AccountId account, String id, Returning asked, Occasion occasion) {
        AccountId victim = AccountId.parse(asked.root().account());
        String currency = Objects.requireNonNull(asked.currencyOrNull(), "there is money of the root, or was");
        return ReturnRequest.newBuilder()
                .setRequestId(id)
                .setBank(account.bank().value())
                .setAccount(account.number())
                .setRevision(asked.revision())
                .setRootTransferRef(asked.root().reference())
                .setAmount(new Amount(currency, asked.askedMinor()))
                .setVictimBank(victim.bank().value())
                .setVictimAccount(victim.number())
                .setDirectiveId(asked.directiveId())
                .setAuthority(asked.authority())
                .setIssuedAt(occasion.now())
                .setRespondBy(respondBy(account, occasion))
                .setWithdrawn(asked.askedMinor() == 0)
                .build();
    }

    private static Instant respondBy(AccountId account, Occasion occasion) {
        return occasion.respondBy(account.bank().value());
    }

    /** Whether an answer is one to a request to give money back. */
    public static boolean isAnswer(AccountState state, FreezeResponse response) {
        return state.returns().containsKey(response.getAlertId());
    }

    /**
     * What is known once the bank answered.
     *
     * @throws Refused when it answers what was never asked, or gave back without saying by which transfer
     */
    public static AccountState answered(AccountState state, FreezeResponse response) {
        String id = response.getAlertId();
        Returning returning = Objects.requireNonNull(state.returns().get(id), "asked before");
        if (response.getRevision() < 1 || response.getRevision() > returning.revision()) {
            throw new Refused(
                    RejectReason.UNKNOWN_SUBJECT,
                    "the answer to return request " + id + " revision " + response.getRevision()
                            + " answers nothing: the newest revision is " + returning.revision());
        }
        if (!ANSWERS.contains(response.getOutcome())) {
            throw new Refused(
                    RejectReason.OTHER,
                    "the answer to return request " + id + " is " + response.getOutcome() + ": expected one of "
                            + ANSWERS);
        }
        Returning answered = returning.withDue(
                returning.due().map(due -> due.answered(response.getRevision())).orElse(null));
        String reference = response.getTransferRef();
        if (response.getOutcome() != FreezeOutcome.RETURNED) {
            return state.withReturn(id, answered);
        } else if (reference == null || reference.isBlank()) {
            throw new Refused(
                    RejectReason.BAD_IDENTIFIER,
                    "the answer to return request " + id + " is RETURNED, but 'transferRef' is missing: expected the"
                            + " reference of the transfer that gave the money back");
        }
        String checked = new TransferRef(reference).value();
        return state.withReturn(id, returning.promised().contains(checked) ? answered : answered.withPromise(checked));
    }
}
