package io.sekat.streams.core.account;

import io.sekat.events.AccountAction;
import io.sekat.events.AccountEntry;
import io.sekat.events.AccountStatus;
import io.sekat.events.AlertReason;
import io.sekat.events.DirectiveKind;
import io.sekat.events.DirectoryState;
import io.sekat.money.Sums;
import io.sekat.streams.core.Naming;
import io.sekat.streams.core.Rules;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a bank is asked: the table of design section 4.4, first match wins. A directive comes before the table, because
 * it is what the people decided whom REVIEW asks (docs/decisions/0004).
 */
public final class ActionRule {
    private ActionRule() {}

    /**
     * Decides about one account.
     *
     * @param state what is known of the account
     * @param entry its directory entry; empty: not in the directory
     * @param bankTakesPart whether its bank is a participant, so that somebody can be asked
     * @param rules the thresholds
     */
    public static Decision decide(
            AccountState state, Optional<AccountEntry> entry, boolean bankTakesPart, Rules rules) {
        Sums stolen = state.stolen().sums();
        Optional<DirectiveKind> order = state.ordered();
        Set<AlertReason> grounds = grounds(state);
        boolean asksPeople = !bankTakesPart || isProtected(entry);
        if (order.equals(Optional.of(DirectiveKind.RELEASE))) {
            return decision(AccountAction.RELEASE, Sums.NONE, EnumSet.of(AlertReason.DIRECTIVE), entry);
        } else if (grounds.isEmpty() && !order.equals(Optional.of(DirectiveKind.CONFIRM_FREEZE))) {
            return decision(AccountAction.NONE, Sums.NONE, EnumSet.of(AlertReason.NO_GROUND), entry);
        } else if (order.equals(Optional.of(DirectiveKind.CONFIRM_FREEZE)) && bankTakesPart && !closed(entry)) {
            grounds.add(AlertReason.DIRECTIVE);
            return decision(AccountAction.FREEZE, stolen, grounds, entry);
        } else if (state.followUp().isExpired()) {
            return decision(AccountAction.RELEASE, Sums.NONE, EnumSet.of(AlertReason.HOLD_EXPIRED), entry);
        } else if (asksPeople && order.equals(Optional.of(DirectiveKind.DISMISS))) {
            grounds.add(AlertReason.DIRECTIVE);
            return decision(AccountAction.NONE, Sums.NONE, grounds, entry);
        } else if (!bankTakesPart) {
            return decision(AccountAction.REVIEW, stolen, grounds, entry);
        } else if (isProtected(entry)) {
            grounds.add(AlertReason.PROTECTED);
            return decision(AccountAction.REVIEW, stolen, grounds, entry);
        } else if (closed(entry)) {
            grounds.add(AlertReason.ACCOUNT_CLOSED);
            return decision(AccountAction.WATCH, stolen, grounds, entry);
        } else if (Naming.victimsWithin(rules.freezeWindow(), state.stolen().straightPayers())
                >= rules.freezeVictims()) {
            grounds.add(AlertReason.SEVERAL_VICTIMS);
            return decision(AccountAction.FREEZE, stolen, grounds, entry);
        } else if (!stolen.isEmpty()) {
            return decision(AccountAction.HOLD, stolen, grounds, entry);
        } else {
            return decision(AccountAction.WATCH, Sums.NONE, grounds, entry);
        }
    }

    private static Set<AlertReason> grounds(AccountState state) {
        EnumSet<AlertReason> grounds = EnumSet.noneOf(AlertReason.class);
        if (!state.namings().isEmpty()) {
            grounds.add(AlertReason.NAMED_IN_REPORT);
        }
        if (state.stolen().straightLots() > 0) {
            grounds.add(AlertReason.VERIFIED_PAYMENT);
        }
        if (state.stolen().passedLots() > 0) {
            grounds.add(AlertReason.TAINTED_FUNDS);
        }
        return grounds;
    }

    private static boolean isProtected(Optional<AccountEntry> entry) {
        return entry.map(AccountEntry::getProtected$).orElse(false);
    }

    private static boolean closed(Optional<AccountEntry> entry) {
        return entry.map(AccountEntry::getStatus).equals(Optional.of(AccountStatus.CLOSED));
    }

    private static Decision decision(
            AccountAction action, Sums hold, Set<AlertReason> reasons, Optional<AccountEntry> entry) {
        return new Decision(
                action,
                hold,
                List.copyOf(reasons),
                entry.isPresent() ? DirectoryState.KNOWN : DirectoryState.UNKNOWN,
                entry.map(AccountEntry::getStatus).orElse(AccountStatus.UNKNOWN));
    }
}
