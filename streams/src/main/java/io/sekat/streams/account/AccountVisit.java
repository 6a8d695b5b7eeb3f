package io.sekat.streams.account;

import io.sekat.events.AccountMessage;
import io.sekat.events.Directive;
import io.sekat.events.DirectiveKind;
import io.sekat.events.FreezeOutcome;
import io.sekat.events.FreezeResponse;
import io.sekat.events.FundTransfer;
import io.sekat.events.PaymentClaimed;
import io.sekat.events.RejectReason;
import io.sekat.events.ReturnOrdered;
import io.sekat.events.Taint;
import io.sekat.events.TrailStep;
import io.sekat.events.TrailStop;
import io.sekat.identifiers.AccountId;
import io.sekat.streams.core.Effect;
import io.sekat.streams.core.Refused;
import io.sekat.streams.core.Rules;
import io.sekat.streams.core.account.AccountDecider;
import io.sekat.streams.core.account.AccountState;
import io.sekat.streams.core.account.Claimed;
import io.sekat.streams.core.account.PaymentClaim;
import io.sekat.streams.core.account.ReturnRule;
import io.sekat.streams.core.account.Root;
import io.sekat.streams.core.account.Transfer;
import io.sekat.streams.core.trail.Carried;
import io.sekat.streams.core.trail.Changes;
import io.sekat.streams.core.trail.Ledger;
import io.sekat.streams.core.trail.LotId;
import io.sekat.streams.core.trail.LotOrigin;
import io.sekat.streams.core.trail.LotState;
import io.sekat.streams.core.trail.Outgoing;
import io.sekat.streams.core.trail.Part;
import io.sekat.streams.core.trail.Position;
import io.sekat.streams.core.trail.Replay;
import io.sekat.streams.core.trail.ReturnOrder;
import io.sekat.streams.core.trail.Settlement;
import io.sekat.streams.core.trail.Settlement.LotChange;
import io.sekat.streams.core.trail.Settlement.TransferChange;
import io.sekat.streams.core.trail.Share;
import io.sekat.streams.core.trail.Sums;
import io.sekat.streams.core.trail.TrailRoot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One event at one account: what it changes in what is known, and what other accounts are told of stolen money at once.
 * What bank, people and police are told is settled after it.
 */
final class AccountVisit {
    /** Expired transfers that go at a time, at most: more than come between two times, so that a backlog goes. */
    private static final int FORGOTTEN = 4 * Sampling.ONE_IN;

    private final AccountId account;
    private final AccountState before;
    private final Book book;
    private final Trails trails;
    private final Rules rules;
    private final Supplier<List<FundTransfer>> earlier;
    private final Instant causedAt;
    private final Instant now;

    private final Map<String, Changes> changes = new TreeMap<>();
    private final Set<TrailRoot> moved = new LinkedHashSet<>();
    private final List<Effect> effects = new ArrayList<>();
    private final List<Root> retold = new ArrayList<>();
    private AccountState state;

    /**
     * @param before what was known
     * @param earlier the account's transfers that came so far, in the order of their arrival; asked once in its life
     * @param causedAt when the broker took the event, UTC
     * @param now when it is heard of here, UTC
     */
    AccountVisit(
            AccountId account,
            AccountState before,
            Book book,
            Trails trails,
            Rules rules,
            Supplier<List<FundTransfer>> earlier,
            Instant causedAt,
            Instant now) {
        this.account = account;
        this.before = before;
        this.state = before;
        this.book = book;
        this.trails = trails;
        this.rules = rules;
        this.earlier = earlier;
        this.causedAt = causedAt;
        this.now = now;
    }

    /** What is known now. */
    AccountState state() {
        return state;
    }

    /** The roots whose money here, or whose trail, is other than before. */
    Set<TrailRoot> moved() {
        return moved;
    }

    /** What is to be told to other accounts, and to people about long trails. */
    List<Effect> effects() {
        return effects;
    }

    /**
     * Takes in a message.
     *
     * @throws IllegalArgumentException when it is not valid; nothing was kept then
     */
    void hear(AccountMessage message) {
        Object body = message.getBody();
        if (body instanceof Taint taint) {
            credit(taint);
        } else if (body instanceof TrailStop stop) {
            stop(stop);
        } else if (body instanceof TrailStep step) {
            step(step);
        } else if (body instanceof ReturnOrdered order) {
            TrailRoot root =
                    TaintMessages.root(order.getRootAccount(), order.getRootTransferRef(), order.getRootSettledAt());
            state = ReturnRule.ordered(account, state, root, order);
        } else if (body instanceof Directive directive && directive.getKind() == DirectiveKind.RETURN) {
            giveBack(directive);
        } else if (body instanceof Directive directive && TrailRoot.isNamedBy(directive.getSubject())) {
            dismiss(directive);
        } else {
            told(message);
        }
        settle();
    }

    private void told(AccountMessage message) {
        if (message.getBody() instanceof PaymentClaimed) {
            index();
        }
        AccountState told = AccountDecider.hear(state, message, now);
        boolean claimsMore = told.claims().size() > state.claims().size();
        boolean claimsLess = told.claims().size() < state.claims().size();
        state = told;
        if (claimsMore && message.getBody() instanceof PaymentClaimed claimed) {
            prove(claim -> claim.reportId().equals(claimed.getReportId()) && claim.index() == claimed.getIndex());
        } else if (claimsLess) {
            prove(claim -> false);
        }
    }

    private void credit(Taint taint) {
        List<Part> parts = TaintMessages.parts(taint);
        Position position = TaintMessages.position(taint.getTransferRef(), taint.getSettledAt());
        if (parts.isEmpty() && !state.indexed()) {
            return; // it takes back what was never said
        }
        index();
        in(taint.getCurrency()).credit(taint.getDebtorAccount(), position, parts);
        String payment = taint.getDebtorAccount() + "|" + taint.getTransferRef();
        state = state.withStolen(state.stolen().withClaimants(payment, TaintMessages.claimants(taint)));
    }

    private void stop(TrailStop stop) {
        TrailRoot root = TaintMessages.root(stop.getRootAccount(), stop.getRootTransferRef(), stop.getRootSettledAt());
        String reference = stop.getTransferRef();
        Instant time = stop.getSettledAt();
        Position position = reference == null || time == null ? null : TaintMessages.position(reference, time);
        Share share = book.share(root);
        if (share.isNone()) {
            book.putCutoff(root, position);
        } else {
            in(share.currency()).cutoff(root, position);
        }
    }

    private void step(TrailStep step) {
        TrailRoot root = TaintMessages.root(account.toString(), step.getRootTransferRef(), step.getRootSettledAt());
        AccountId.parse(step.getAccount());
        if (trails.hear(root, step, causedAt, effects)) {
            moved.add(root);
        }
    }

    /** The police order that the money of one of the account's payments is given back. */
    private void giveBack(Directive directive) {
        trails.order(
                root(directive),
                new ReturnOrder(directive.getDirectiveId(), directive.getIssuedBy(), directive.getIssuedAt()),
                causedAt,
                effects);
    }

    /** People want to be asked no more about the trail of one of the account's payments. */
    private void dismiss(Directive directive) {
        if (!trails.dismiss(root(directive), causedAt, effects)) {
            throw new Refused(
                    RejectReason.UNKNOWN_SUBJECT,
                    "directive " + directive.getDirectiveId() + " dismisses the trail of " + directive.getSubject()
                            + ", about which nobody was asked: review-items has the subjects that await a decision");
        }
    }

    private TrailRoot root(Directive directive) {
        String reference = TrailRoot.referenceIn(directive.getSubject());
        Root root = state.roots().get(reference);
        if (root == null) {
            throw new Refused(
                    RejectReason.UNKNOWN_SUBJECT,
                    "directive " + directive.getDirectiveId() + " orders " + directive.getKind() + " for payment "
                            + reference + " of " + account + ", which no report claims or no transfer proves: correct"
                            + " the reference, or send the directive again once the payment is verified");
        }
        return new TrailRoot(account.toString(), reference, root.transfer().settledAt());
    }

    /**
     * Takes in the bank's answer to a request to give money back.
     *
     * @throws Refused when it answers what was never asked; nothing was kept then
     */
    void answer(FreezeResponse response) {
        state = ReturnRule.answered(state, response);
        String reference = response.getTransferRef();
        if (response.getOutcome() == FreezeOutcome.RETURNED && reference != null) {
            TrailRoot root = Objects.requireNonNull(state.returns().get(response.getAlertId()))
                    .root();
            Given known = book.given(reference).orElse(null);
            checkVictim(response, root, known);
            if (known == null || !known.roots().contains(root)) {
                Given given = known == null ? Given.of(root) : known.withRoot(root);
                book.putGiven(reference, given);
                book.withReference(reference).ifPresent(transfer -> closeLots(transfer, given, List.of(root)));
            }
        }
        settle();
    }

    /** A transfer has one creditor. */
    private static void checkVictim(FreezeResponse response, TrailRoot root, @Nullable Given known) {
        if (known != null && !known.root().account().equals(root.account())) {
            throw new Refused(
                    RejectReason.OTHER,
                    "the answer to return request " + response.getAlertId() + " names transfer "
                            + response.getTransferRef() + ", which gave back "
                            + known.root().subject() + ", another victim's payment: expected a transfer to "
                            + root.account());
        }
    }

    /**
     * A transfer gave money back: it is not followed, and closes lots instead.
     *
     * @param given what it gave back by now
     * @param roots whose lots it closes, one after the other, with what is left of it
     */
    private void closeLots(Transfer transfer, Given given, List<TrailRoot> roots) {
        String currency = transfer.amount().currency();
        in(currency).noTransfer(transfer.position());
        settle(); // what it took as a transfer like others is there again
        changes.clear();
        Ledger ledger = book.ledger(currency);
        List<Given.Part> parts = new ArrayList<>();
        long left = transfer.amount().minor() - given.minor();
        for (LotId id :
                roots.stream().flatMap(root -> book.lotsOf(root).stream()).toList()) {
            LotState lot = ledger.lots().get(id);
            if (lot == null || left == 0 || lot.openMinor() == 0) {
                continue;
            }
            long minor = Math.min(left, lot.openMinor());
            left -= minor;
            LotOrigin origin = lot.lot().origin();
            parts.add(new Given.Part(origin, minor));
            returned(ledger, origin, minor);
        }
        givenBack(currency, parts, 1);
        parts.addAll(0, given.lots());
        book.putGiven(transfer.reference(), given.withLots(parts));
    }

    /** The transfer that gave money back did not stand: the lots are open again. */
    private void openLots(Transfer transfer, Given given) {
        Ledger ledger = book.ledger(transfer.amount().currency());
        given.lots().forEach(part -> returned(ledger, part.lot(), -part.minor()));
        givenBack(ledger.currency(), given.lots(), -1);
        book.putGiven(transfer.reference(), given.withLots(List.of()));
    }

    private void givenBack(String currency, List<Given.Part> parts, int sign) {
        long minor = parts.stream().mapToLong(Given.Part::minor).sum();
        if (minor > 0) {
            state = state.withStolen(state.stolen().withGivenBack(currency, sign * minor));
        }
    }

    private void returned(Ledger ledger, LotOrigin lot, long more) {
        Long known = ledger.returns().get(lot);
        in(ledger.currency()).returned(lot, (known == null ? 0 : known) + more);
    }

    /** Takes in a transfer of an account whose transfers are in its book. */
    void transfer(FundTransfer arrived) {
        take(arrived);
        settle(); // first: of a transfer that was forgotten nothing is taken back
        if (Sampling.takes(arrived)) {
            book.forget(arrived.getCurrency(), arrived.getSettledAt().minus(rules.retention()), FORGOTTEN);
        }
    }

    private void take(FundTransfer arrived) {
        Book.Arrival arrival = book.take(arrived).orElse(null);
        if (arrival == null) {
            return;
        }
        Transfer gone = arrival.gone();
        Transfer come = arrival.come();
        if (come != null && !rules.limits().concerns(come.outgoing(0))) {
            book.setAside(come.position(), come.amount().currency());
        }
        if (!state.followsMoney()) {
            book.write(arrival, rules.limits()); // no money here can leave with it
            return;
        }
        Given given = state.returns().isEmpty()
                ? null
                : book.given(arrived.getTransferRef()).orElse(null);
        if (given != null) {
            if (gone != null) {
                openLots(gone, given);
            }
            if (come != null) {
                closeLots(come, given.withLots(List.of()), given.roots());
            }
            return;
        }
        Set<String> creditors = new HashSet<>();
        if (gone != null) {
            in(gone.amount().currency()).noTransfer(gone.position());
            creditors.add(String.valueOf(gone.creditor()));
        }
        if (come != null) {
            in(come.amount().currency()).transfer(come.outgoing(0));
            creditors.add(String.valueOf(come.creditor()));
        }
        if (state.claims().values().stream().anyMatch(claim -> creditors.contains(claim.suspect()))) {
            prove(claim -> creditors.contains(claim.suspect()));
        }
    }

    /** Puts the transfers that came so far into the book. They are few, or else they are there already. */
    void index() {
        if (!state.indexed()) {
            earlier.get().forEach(this::take);
            state = state.withIndex();
        }
    }

    private void prove(Predicate<PaymentClaim> affected) {
        AccountState proved = new AccountDecider(account, rules).prove(state, affected, book, book::isReturned);
        Set<String> references = new TreeSet<>(state.roots().keySet());
        references.addAll(proved.roots().keySet());
        for (String reference : references) {
            Root was = state.roots().get(reference);
            Root is = proved.roots().get(reference);
            if (!Objects.equals(was, is)) {
                claim(
                        Objects.requireNonNull(is == null ? was : is),
                        is == null ? 0 : is.claimed().minor());
            }
        }
        state = proved;
    }

    private void claim(Root root, long minor) {
        Transfer payment = root.transfer();
        if (!book.isReturned(payment.reference())) {
            in(payment.amount().currency()).transfer(payment.outgoing(minor));
        }
        if (minor > 0) {
            retold.add(root);
        }
        moved.add(new TrailRoot(account.toString(), payment.reference(), payment.settledAt()));
    }

    private Changes in(String currency) {
        return changes.computeIfAbsent(currency, any -> new Changes());
    }

    private void settle() {
        Set<Position> told = new HashSet<>();
        changes.forEach((currency, some) -> {
            Settlement settlement = Replay.settle(book.ledger(currency), rules.limits(), some);
            keep(settlement);
            settlement.transfers().forEach(change -> {
                told.add(change.transfer().position());
                tell(change);
            });
        });
        // The sum is the same, but other reports claim it.
        retold.stream()
                .filter(root -> !told.contains(root.transfer().position()))
                .filter(root -> !root.claimants().equals(claimantsBefore(root)))
                .forEach(this::tellAgain);
    }

    private void keep(Settlement settlement) {
        if (!settlement.lots().isEmpty()) {
            state = state.withStolen(state.stolen().after(settlement.lots()));
            if (settlement.bringsMore()) {
                state = AccountDecider.reopened(state);
            }
        }
        Map<TrailRoot, Share> shares = new LinkedHashMap<>();
        Sums.changes(settlement)
                .forEach((root, sums) -> shares.put(root, share(shares, root).plus(sums)));
        for (LotChange change : settlement.lots()) {
            lots(shares, change.before(), change.after() == null ? -1 : 0);
            lots(shares, change.after(), change.before() == null ? 1 : 0);
        }
        shares.forEach((root, share) -> {
            if (!root.account().equals(account.toString())) { // a victim's own account is not on its trail
                book.putShare(root, share);
                moved.add(root);
            }
        });
    }

    private void lots(Map<TrailRoot, Share> shares, @Nullable LotState state, int more) {
        if (state != null && more != 0) {
            TrailRoot root = state.lot().root();
            shares.put(
                    root,
                    share(shares, root)
                            .plusLots(
                                    state.lot().amount().currency(), state.lot().hop(), more));
            if (more > 0) {
                book.putLot(root, state.lot().id());
            } else {
                book.removeLot(root, state.lot().id());
            }
        }
    }

    private Share share(Map<TrailRoot, Share> shares, TrailRoot root) {
        Share known = shares.get(root);
        return known == null ? book.share(root) : known;
    }

    private void tell(TransferChange change) {
        String creditor = change.transfer().creditor();
        if (creditor != null) {
            List<Part> was = followed(creditor, change.before());
            List<Part> is = followed(creditor, change.after());
            if (!was.equals(is) || isOwn(is)) {
                tell(creditor, change.transfer(), is);
            }
        }
    }

    private void tellAgain(Root root) {
        Ledger ledger = book.ledger(root.transfer().amount().currency());
        Carried carried = ledger.carried().get(root.transfer().position());
        if (carried != null && root.transfer().creditor() != null) {
            tell(
                    root.transfer().creditor(),
                    carried.transfer(),
                    followed(root.transfer().creditor(), carried.parts()));
        }
    }

    private void tell(String creditor, Outgoing transfer, List<Part> parts) {
        Root root = isOwn(parts) ? state.roots().get(transfer.position().reference()) : null;
        List<Claimed> claimants = root == null ? List.of() : root.claimants();
        Taint taint = TaintMessages.taint(
                account.toString(), transfer.position(), transfer.amount().currency(), parts, claimants);
        effects.add(new Effect.TellAccount(creditor, new AccountMessage(taint, causedAt)));
    }

    private List<Claimed> claimantsBefore(Root root) {
        Root was = before.roots().get(root.transfer().reference());
        return was == null ? List.of() : was.claimants();
    }

    private boolean isOwn(List<Part> parts) {
        return !parts.isEmpty() && parts.get(0).root().account().equals(account.toString());
    }

    /** Without what comes back to its own victim: that goes no further, and its account need not know. */
    private static List<Part> followed(String creditor, List<Part> parts) {
        return parts.stream()
                .filter(part -> !part.root().account().equals(creditor))
                .toList();
    }
}
