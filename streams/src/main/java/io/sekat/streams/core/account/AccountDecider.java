package io.sekat.streams.core.account;

import io.sekat.events.AccountEntry;
import io.sekat.events.AccountMessage;
import io.sekat.events.AccountNamed;
import io.sekat.events.Directive;
import io.sekat.events.DirectiveKind;
import io.sekat.events.PaymentClaimed;
import io.sekat.events.Taint;
import io.sekat.identifiers.AccountId;
import io.sekat.streams.core.Effect;
import io.sekat.streams.core.Naming;
import io.sekat.streams.core.Occasion;
import io.sekat.streams.core.Outcome;
import io.sekat.streams.core.Rules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

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

    /** What is known once the account was told something; the same message again changes nothing. */
    public static AccountState hear(AccountState state, AccountMessage message) {
        Object body = message.getBody();
        if (body instanceof AccountNamed named) {
            return hear(state, named);
        } else if (body instanceof PaymentClaimed claimed) {
            PaymentClaim claim = PaymentClaim.of(claimed);
            return state.claims().containsKey(claim.key()) ? state : state.withClaim(claim);
        } else if (body instanceof Taint taint) {
            return hear(state, taint);
        } else if (body instanceof Directive directive) {
            Order order = Order.of(directive);
            boolean isLater = state.order()
                    .map(held -> order.issuedAt().isAfter(held.issuedAt()))
                    .orElse(true);
            return isLater ? state.withOrder(order) : state;
        }
        throw new IllegalArgumentException("an account cannot be told " + body);
    }

    private static AccountState hear(AccountState state, AccountNamed named) {
        if (state.namings().containsKey(named.getReportId())) {
            return state;
        }
        return reopened(state).withNaming(named.getReportId(), new Naming(named.getVictim(), named.getReportedAt()));
    }

    private static AccountState hear(AccountState state, Taint taint) {
        String key = Credit.key(taint);
        if (taint.getAmountMinor() == 0) {
            return state.withCredits(AccountState.without(state.credits(), key));
        }
        AccountState open = state.credits().containsKey(key) ? state : reopened(state);
        return open.withCredits(AccountState.with(state.credits(), key, Credit.of(taint)));
    }

    /** An order to release speaks of what was known then; new ground ends it. */
    private static AccountState reopened(AccountState state) {
        return state.order()
                .filter(order -> order.kind() == DirectiveKind.RELEASE)
                .map(release -> state.withOrder(release.ended()))
                .orElse(state);
    }

    /**
     * What is known once the account's claims were held against its transfers.
     *
     * @param transfers its outgoing transfers that stand
     */
    public AccountState prove(AccountState state, List<Transfer> transfers) {
        SortedMap<String, String> proofs = new TreeMap<>();
        List<Root.Proof> proved = new ArrayList<>();
        state.claims()
                .forEach((key, claim) -> Verification.of(claim, transfers, rules.verifyWindow())
                        .ifPresent(transfer -> {
                            proofs.put(key, transfer.reference());
                            proved.add(new Root.Proof(claim, transfer));
                        }));
        return state.withProofs(proofs, Root.of(proved));
    }

    /**
     * Tells everybody concerned what has changed.
     *
     * @param before what was known, with its directory entry
     * @param after what is known now, with its directory entry
     * @param occasion circumstances of the decision
     */
    public Outcome<AccountState> settle(Known before, Known after, Occasion occasion) {
        List<Effect> effects = new ArrayList<>();
        Decision decision = ActionRule.decide(after.state(), after.entry(), occasion.takesPart(), rules);
        AlertRule alerts = new AlertRule(account, rules);
        AccountState asked = alerts.ask(after.state(), decision, occasion, effects);
        AccountState reviewed = alerts.review(asked, decision, occasion, effects);

        TaintRule.tell(account, before.state(), reviewed, occasion, effects);
        Decision earlier = ActionRule.decide(before.state(), before.entry(), occasion.takesPart(), rules);
        CaseFacts.tell(
                new CaseFacts(account, before.state(), before.entry(), earlier),
                new CaseFacts(account, reviewed, after.entry(), decision),
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
}
