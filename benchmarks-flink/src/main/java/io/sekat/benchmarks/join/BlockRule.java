package io.sekat.benchmarks.join;

import io.sekat.events.AlertReason;
import io.sekat.events.BlockRequest;
import io.sekat.events.LineStatus;
import io.sekat.events.NumberAction;
import io.sekat.events.PhoneEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What an operator is asked about a number that reports name (design section 4.5), without directives and porting. */
public final class BlockRule {
    private static final int VICTIMS = 2;
    private static final Duration WINDOW = Duration.ofDays(7);
    private static final Duration ANSWER_WITHIN = Duration.ofMinutes(15);

    private BlockRule() {}

    /**
     * What is asked now.
     *
     * @param number E.164
     * @param entry its directory entry; null: not in the directory, so there is nobody to ask
     * @return empty: nothing is asked of an operator
     */
    public static Optional<BlockRequest> ask(String number, Facts facts, @Nullable PhoneEntry entry) {
        if (entry == null || entry.getProtected$() || entry.getStatus() == LineStatus.TERMINATED) {
            return Optional.empty();
        }
        Instant activatedAt = entry.getActivatedAt();
        Predicate<Mention> counted =
                mention -> activatedAt == null || mention.incidentAt() >= activatedAt.toEpochMilli();
        if (facts.mentions().values().stream().noneMatch(counted)) {
            return Optional.empty();
        }
        boolean isBlock = facts.victimsWithin(WINDOW, counted) >= VICTIMS;
        Instant now = Instant.now();
        return Optional.of(BlockRequest.newBuilder()
                .setAlertId(number + "/1")
                .setPhoneNumber(number)
                .setOperator(entry.getOperator())
                .setRevision(facts.revision())
                .setAction(isBlock ? NumberAction.BLOCK : NumberAction.WATCH)
                .setReasons(
                        isBlock
                                ? List.of(AlertReason.NAMED_IN_REPORT, AlertReason.SEVERAL_VICTIMS)
                                : List.of(AlertReason.NAMED_IN_REPORT))
                .setReportCount(facts.reports())
                .setVictimCount(facts.victims())
                .setCausedAt(facts.newestAt())
                .setIssuedAt(now)
                .setRespondBy(now.plus(ANSWER_WITHIN))
                .build());
    }
}
