package io.sekat.benchmarks.join;

import io.sekat.events.AccountAction;
import io.sekat.events.AccountEntry;
import io.sekat.events.AccountStatus;
import io.sekat.events.AlertReason;
import io.sekat.events.Amount;
import io.sekat.events.DirectoryState;
import io.sekat.events.FreezeAlert;
import io.sekat.events.TaintedCredit;
import io.sekat.identifiers.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a bank is asked about an account that reports name (design section 4.4), without directives and without trails. */
public final class FreezeRule {
    private static final int VICTIMS = 3;
    private static final Duration WINDOW = Duration.ofDays(7);
    private static final Duration ANSWER_WITHIN = Duration.ofMinutes(15);
    private static final Duration HOLD_FOR = Duration.ofHours(24);
    private static final String CURRENCY = "MYR";

    private FreezeRule() {}

    /**
     * What is asked now.
     *
     * @param account BIC:account
     * @param entry its directory entry; null: not in the directory
     * @return empty: nothing, a person must decide
     */
    public static Optional<FreezeAlert> ask(String account, Facts facts, @Nullable AccountEntry entry) {
        if (entry != null && entry.getProtected$()) {
            return Optional.empty();
        }
        Set<AlertReason> reasons = EnumSet.of(AlertReason.NAMED_IN_REPORT);
        long stolen = facts.stolenMinor();
        if (stolen > 0) {
            reasons.add(AlertReason.VERIFIED_PAYMENT);
        }
        AccountAction action = AccountAction.WATCH;
        if (entry != null && entry.getStatus() == AccountStatus.CLOSED) {
            reasons.add(AlertReason.ACCOUNT_CLOSED);
        } else if (facts.victimsWithin(WINDOW, Mention::isProved) >= VICTIMS) {
            reasons.add(AlertReason.SEVERAL_VICTIMS);
            action = AccountAction.FREEZE;
        } else if (stolen > 0) {
            action = AccountAction.HOLD;
        }
        AccountId id = AccountId.parse(account);
        Instant now = Instant.now();
        return Optional.of(FreezeAlert.newBuilder()
                .setAlertId(account + "/1")
                .setBank(id.bank().value())
                .setAccount(id.number())
                .setRevision(facts.revision())
                .setAction(action)
                .setHold(stolen == 0 ? List.of() : List.of(new Amount(CURRENCY, stolen)))
                .setReasons(List.copyOf(reasons))
                .setDirectory(entry == null ? DirectoryState.UNKNOWN : DirectoryState.KNOWN)
                .setAccountStatus(entry == null ? AccountStatus.UNKNOWN : entry.getStatus())
                .setCredits(facts.mentions().values().stream()
                        .filter(Mention::isProved)
                        .map(mention -> new TaintedCredit(mention.payment(), CURRENCY, mention.minor()))
                        .toList())
                .setReportCount(facts.reports())
                .setVictimCount(facts.victims())
                .setCausedAt(facts.newestAt())
                .setIssuedAt(now)
                .setRespondBy(now.plus(ANSWER_WITHIN))
                .setHoldUntil(action == AccountAction.WATCH ? null : now.plus(HOLD_FOR))
                .build());
    }
}
