package io.sekat.benchmarks.torture;

import io.sekat.events.AccountAction;
import io.sekat.events.AccountStatus;
import io.sekat.events.AlertReason;
import io.sekat.events.BlockRequest;
import io.sekat.events.DirectoryState;
import io.sekat.events.FreezeAlert;
import io.sekat.events.NumberAction;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * No revision contradicts another (design sections 4.4 and 4.5): a new one comes only where it asks something else than the
 * one before, what belongs together has one identifier, no two operators are asked about a number at a time, and no bank is
 * asked to hold more than was ever paid into the account.
 */
final class QuestionCheck {
    private final Workload workload;
    private final Verdict asked =
            new Verdict("each revision asks something else than the one before, of one at a time");
    private final Verdict bounded = new Verdict("no hold is ever more than was paid into its account");

    /** All that may change in what a bank is asked; plain collections, as Avro's own are not compared with others. */
    private record OfBank(
            AccountAction action,
            Map<String, Long> hold,
            List<AlertReason> reasons,
            DirectoryState directory,
            AccountStatus status,
            Optional<Instant> until) {

        static OfBank of(FreezeAlert alert) {
            Map<String, Long> hold = new TreeMap<>();
            alert.getHold().forEach(sum -> hold.put(sum.getCurrency(), sum.getMinor()));
            return new OfBank(
                    alert.getAction(),
                    hold,
                    List.copyOf(alert.getReasons()),
                    alert.getDirectory(),
                    alert.getAccountStatus(),
                    Optional.ofNullable(alert.getHoldUntil()));
        }
    }

    private QuestionCheck(Workload workload) {
        this.workload = workload;
    }

    static List<Verdict> check(Workload workload, Evidence evidence) {
        QuestionCheck check = new QuestionCheck(workload);
        evidence.alerts().values().forEach(all -> {
            Map<String, FreezeAlert> last = new HashMap<>();
            all.forEach(alert -> {
                check.look(last.put(Checker.subject(alert), alert), alert);
                check.bound(alert);
            });
        });
        Map<String, BlockRequest> last = new HashMap<>();
        // The revisions of a number go over all operators.
        evidence.requests().values().stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparing(BlockRequest::getRevision))
                .forEach(request -> check.look(last.put(request.getPhoneNumber(), request), request));
        return List.of(check.asked, check.bounded);
    }

    private void look(@Nullable FreezeAlert before, FreezeAlert alert) {
        if (before == null) {
            return;
        }
        // What is asked after a release is another episode.
        boolean isNew = before.getAction() == AccountAction.RELEASE;
        asked.expect(
                !OfBank.of(before).equals(OfBank.of(alert))
                        && isNew != before.getAlertId().equals(alert.getAlertId()),
                "account %s: %s came after %s",
                Checker.subject(alert),
                alert,
                before);
    }

    private void bound(FreezeAlert alert) {
        String account = Checker.subject(alert);
        alert.getHold()
                .forEach(sum -> bounded.expect(
                        sum.getMinor() > 0 && sum.getMinor() <= workload.paid(account, sum.getCurrency()),
                        "account %s: %s is to be held, but %d was ever paid into it: %s",
                        account,
                        sum,
                        workload.paid(account, sum.getCurrency()),
                        alert));
    }

    private void look(@Nullable BlockRequest before, BlockRequest request) {
        BlockRequest standing = before == null || before.getAction() == NumberAction.WITHDRAW ? null : before;
        if (request.getAction() == NumberAction.WITHDRAW) {
            asked.expect(
                    standing != null && standing.getOperator().equals(request.getOperator()),
                    "number %s: withdrawn is what was not asked: %s came after %s",
                    request.getPhoneNumber(),
                    request,
                    before);
        } else if (standing != null) {
            boolean isOther = standing.getAction() != request.getAction()
                    || !List.copyOf(standing.getReasons()).equals(List.copyOf(request.getReasons()));
            asked.expect(
                    isOther
                            && standing.getOperator().equals(request.getOperator())
                            && standing.getAlertId().equals(request.getAlertId()),
                    "number %s: %s came after %s",
                    request.getPhoneNumber(),
                    request,
                    standing);
        }
    }
}
