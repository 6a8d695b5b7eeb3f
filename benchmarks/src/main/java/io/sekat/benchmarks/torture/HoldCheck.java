package io.sekat.benchmarks.torture;

import io.sekat.events.AccountAction;
import io.sekat.events.AlertReason;
import io.sekat.events.Amount;
import io.sekat.events.FreezeAlert;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How long a bank is asked to hold (design section 4.4), in every revision: from when the hold begins, and from when more
 * stolen money is found, as long as a hold lasts; until then no revision brings the end nearer.
 */
final class HoldCheck {
    private final Workload workload;
    private final Verdict verdict = new Verdict("each hold begins with its whole time, and none is cut short");

    private HoldCheck(Workload workload) {
        this.workload = workload;
    }

    static Verdict check(Workload workload, Evidence evidence) {
        HoldCheck check = new HoldCheck(workload);
        evidence.alerts().values().forEach(all -> {
            Map<String, FreezeAlert> last = new HashMap<>();
            all.forEach(alert -> check.look(last.put(Checker.subject(alert), alert), alert));
        });
        return check.verdict;
    }

    private void look(@Nullable FreezeAlert before, FreezeAlert alert) {
        Instant until = alert.getHoldUntil();
        if (!isHeld(alert) || isOrdered(alert)) {
            verdict.expect(
                    until == null,
                    "account %s: nothing is held, or until a further order, but until %s: %s",
                    Checker.subject(alert),
                    until,
                    alert);
            return;
        }
        Instant usual = usual(before, alert);
        verdict.expect(
                until != null
                        && !until.isBefore(usual)
                        && (until.equals(usual) || workload.isExtended(Checker.subject(alert), until)),
                "account %s: expected to be held until %s, or as long as people extended it, but until %s: %s came after %s",
                Checker.subject(alert),
                usual,
                until,
                alert,
                before);
    }

    /** When the hold ends, unless people extended it; counted by the clock of who issued the revision. */
    private static Instant usual(@Nullable FreezeAlert before, FreezeAlert alert) {
        Instant anew = alert.getIssuedAt().plus(Cast.HOLD_FOR);
        if (before == null || !isHeld(before) || before.getHoldUntil() == null) {
            return anew;
        }
        Instant kept = before.getHoldUntil();
        return isMore(before, alert) && anew.isAfter(kept) ? anew : kept;
    }

    private static boolean isHeld(FreezeAlert alert) {
        return alert.getAction() == AccountAction.HOLD || alert.getAction() == AccountAction.FREEZE;
    }

    /** By an order, which names no time here: it stands until another one comes. */
    private static boolean isOrdered(FreezeAlert alert) {
        return alert.getReasons().contains(AlertReason.DIRECTIVE);
    }

    private static boolean isMore(FreezeAlert before, FreezeAlert after) {
        return after.getHold().stream().anyMatch(sum -> sum.getMinor() > minor(before.getHold(), sum.getCurrency()));
    }

    private static long minor(List<Amount> sums, String currency) {
        return sums.stream()
                .filter(sum -> sum.getCurrency().equals(currency))
                .mapToLong(Amount::getMinor)
                .sum();
    }
}
