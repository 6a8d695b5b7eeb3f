package io.sekat.streams.core.account;

import io.sekat.events.AccountAction;
import io.sekat.events.AccountEntry;
import io.sekat.events.AccountMessage;
import io.sekat.events.AccountNamed;
import io.sekat.events.Directive;
import io.sekat.events.DirectiveKind;
import io.sekat.events.EnrichedTrail;
import io.sekat.events.PaymentClaimed;
import io.sekat.events.RejectReason;
import io.sekat.events.ReportWithdrawn;
import io.sekat.events.TaintedCredit;
import io.sekat.identifiers.AccountId;
import io.sekat.streams.core.Effect;
import io.sekat.streams.core.Naming;
import io.sekat.streams.core.Occasion;
import io.sekat.streams.core.Outcome;
import io.sekat.streams.core.Refused;
import io.sekat.streams.core.Rules;
import io.sekat.streams.core.Superseded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Decides about one account: first what an event changes in what is known ({@link #hear}, {@link #prove}), then what
 * that changes for others ({@link #settle}).
 */
public final class AccountDecider {
    private final AccountId account;
    private final Rules rules;

    public AccountDecider(AccountId account, Rules rules) {
        this.account = account;
        this.rules = rules;
    }

    /**
     * What is known once the account was told something; the same message again changes nothing. What stolen money came
     * in and where it went is not told here: the account's book has it.
     *
     * @param now when it is told, UTC
     * @throws Refused when an order came that another one stands against, or whose time is over
     */
    public static AccountState hear(AccountState state, AccountMessage message, Instant now) {
        Object body = message.getBody();
        if (body instanceof AccountNamed named) {
            return hear(state, named);
        } else if (body instanceof PaymentClaimed claimed) {
            PaymentClaim claim = PaymentClaim.of(claimed);
            return state.claims().containsKey(claim.key())
                    ? state
                    : state.withClaims(AccountState.with(state.claims(), claim.key(), claim));
        } else if (body instanceof ReportWithdrawn withdrawn) {
            return withdrawn(state, withdrawn.getReportId());
        } else if (body instanceof Directive directive && directive.getKind() == DirectiveKind.EXTEND) {
            return extended(state, directive, now);
        } else if (body instanceof Directive directive) {
            return ordered(state, directive, now);
        }
        return state;
    }

    private static AccountState ordered(AccountState state, Directive directive, Instant now) {
        boolean isAgain = state.order()
                .filter(held -> Superseded.isAgain(directive, held.directiveId(), held.issuedAt()))
                .isPresent();
        if (isAgain) {
            return state;
        }
        Order order = Order.of(directive);
        Instant until = order.until();
        if (until != null && !until.isAfter(now)) {
            throw new Refused(
                    RejectReason.BAD_TIMESTAMP,
                    "directive " + order.directiveId() + " freezes " + directive.getSubject() + " until " + until
                            + ", which was over when it was heard at " + now
                            + ": give the order again, until a later time, if it is to count");
        }
        return state.withOrder(order);
    }

    private static AccountState extended(AccountState state, Directive directive, Instant now) {
        Instant until = directive.getUntil();
        FollowUp followUp = state.followUp();
        boolean isAgain = followUp.term()
                .filter(term -> Superseded.isAgain(directive, term.directiveId(), term.issuedAt()))
                .isPresent();
        if (until == null || isAgain) {
            return state;
        }
        Instant expiredAt = followUp.expiredAt();
        // It only ever lengthens: what was said before for longer stands, but of a hold that has run out.
        Instant end = expiredAt == null ? followUp.end(until) : until;
        FollowUp longer =
                followUp.withTerm(new FollowUp.Term(end, directive.getDirectiveId(), directive.getIssuedAt()));
        if (expiredAt == null || !until.isAfter(expiredAt)) {
            return state.withFollowUp(longer);
        } else if (!until.isAfter(now)) {
            return state.withFollowUp(longer.withExpiry(until)); // that is over, too
        }
        AccountState held = state.withFollowUp(longer);
        return held.order().map(order -> held.withOrder(order.resumed())).orElse(held);
    }

    private static AccountState hear(AccountState state, AccountNamed named) {
        if (state.namings().containsKey(named.getReportId())) {
            return state;
        }
        return reopened(state).withNaming(named.getReportId(), new Naming(named.getVictim(), named.getReportedAt()));
    }

    private static AccountState withdrawn(AccountState state, String reportId) {
        TreeMap<String, PaymentClaim> claims = new TreeMap<>();
        state.claims().forEach((key, claim) -> {
            if (!claim.reportId().equals(reportId)) {
                claims.put(key, claim);
            }
        });
        boolean isClaimant = claims.size() < state.claims().size();
        AccountState unnamed = state.namings().containsKey(reportId)
                ? state.withNamings(AccountState.without(state.namings(), reportId))
                : state;
        return isClaimant ? unnamed.withClaims(claims) : unnamed;
    }

    /**
     * An order to release, and the end of a hold, speak of what was known then; new ground, such as more stolen money,
     * ends them.
     */
    public static AccountState reopened(AccountState state) {
        AccountState held = withoutExpiry(state);
        return held.order()
                .filter(order -> order.kind() == DirectiveKind.RELEASE || order.kind() == DirectiveKind.UNKNOWN)
                .map(order -> held.withOrder(order.ended()))
                .orElse(held);
    }

    private static AccountState withoutExpiry(AccountState state) {
        return state.followUp().expiredAt() == null
                ? state
                : state.withFollowUp(state.followUp().withExpiry(null));
    }

    /**
     * What is known once the account's claims were held against its transfers.
     *
     * @param affected the claims that what came may prove, or no longer prove; all others stay as they are
     * @param payments its outgoing transfers that stand
     * @param returned tells whether the transfer with a reference was returned; one that expired was not, and what it
     *     proved stays proved
     */
    public AccountState prove(
            AccountState state, Predicate<PaymentClaim> affected, Payments payments, Predicate<String> returned) {
        SortedMap<String, String> proofs = new TreeMap<>();
        List<Root.Proof> proved = new ArrayList<>();
        state.claims().forEach((key, claim) -> {
            Optional<Transfer> before = Optional.ofNullable(state.proofs().get(key))
                    .map(reference -> state.roots().get(reference))
                    .map(Root::transfer);
            Optional<Transfer> proof = !affected.test(claim)
                    ? before
                    : Verification.of(claim, payments, rules.verifyWindow())
                            .or(() -> before.filter(transfer -> !returned.test(transfer.reference())));
            proof.ifPresent(transfer -> {
                proofs.put(key, transfer.reference());
                proved.add(new Root.Proof(claim, transfer));
            });
        });
        return state.withProofs(proofs, Root.of(proved));
    }

    /**
     * Tells everybody concerned what has changed.
     *
     * @param before what was known, with its directory entry
     * @param after what is known now, with its directory entry
     * @param money what the account's book says of its stolen money
     * @param occasion circumstances of the decision
     */
    public Outcome<AccountState> settle(Known before, Known after, Money money, Occasion occasion) {
        List<Effect> effects = new ArrayList<>();
        AccountState present = DeadlineRule.lapsed(after.state(), occasion.now());
        Decision decision = ActionRule.decide(present, after.entry(), occasion.takesPart(), rules);
        AlertRule alerts = new AlertRule(account, rules);
        AccountState told = alerts.ask(present, decision, money::open, occasion, effects);
        // Where people order to freeze or to hold for longer after a hold ran out, the end that counts is that of their
        // order.
        boolean holds = decision.action() == AccountAction.HOLD || decision.action() == AccountAction.FREEZE;
        AccountState asked = holds ? withoutExpiry(told) : told;
        AccountState reviewed = alerts.review(asked, decision, occasion, effects);

        // What people were asked was told as it was decided then: since, its bank may have begun to take part.
        Decision earlier = before.state()
                .openReview()
                .orElseGet(() -> ActionRule.decide(before.state(), before.entry(), occasion.takesPart(), rules));
        CaseFacts.tell(
                new CaseFacts(account, before.state(), before.entry(), earlier),
                new CaseFacts(account, reviewed, after.entry(), decision),
                money,
                effects);
        return new Outcome<>(reviewed, effects);
    }

    /**
     * An account as it is known at one time.
     *
     * @param state what reports and stolen money say
     * @param entry its directory entry; empty: not in the directory
     */
    public record Known(AccountState state, Optional<AccountEntry> entry) {}

    /** What an account's book says of its stolen money, asked only where somebody is to be told. */
    public interface Money {
        /** The credits that the sum to hold came in by, newest first; no more than an alert has room for. */
        List<TaintedCredit> open();

        /** Whether the trail of a payment of this account is other than its reports were told. */
        boolean hasMoved(Root root);

        /** Where the money of a payment of this account went. */
        EnrichedTrail trail(Root root);
    }
}
