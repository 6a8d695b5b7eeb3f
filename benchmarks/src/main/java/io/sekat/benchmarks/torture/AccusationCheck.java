package io.sekat.benchmarks.torture;

import io.sekat.events.Escalation;
import io.sekat.events.ReturnRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Nobody is escalated who answered in time: whose answer the brokers had stored before the deadline (docs/decisions/0032).
 * An instance whose clock is ahead judges a deadline before it is there, so what was written then says nothing.
 */
final class AccusationCheck {
    /**
     * From when a deadline is judged to when its notice is written, at most: a transaction lasts no longer than 10 s. A clock
     * that is set back goes on as it was for a second.
     */
    private static final Duration JUDGED_BEFORE = Duration.ofSeconds(12);

    /** An answer that is stored within the millisecond of a reading may have come after it. */
    private static final Duration WITHIN_THE_READING = Duration.ofMillis(1);

    /** By who was asked what: which revision was to be answered by when. */
    private final Map<String, Map<Instant, Long>> deadlines = new TreeMap<>();

    private final Map<String, List<Answered>> answers = new HashMap<>();

    private final Map<String, List<Stored<Escalation>>> notices = new HashMap<>();
    private final List<Inflicted> jumps;
    private final Verdict verdict = new Verdict("nobody is escalated who answered in time");

    /** Which revision was answered, and when the broker took the answer. */
    private record Answered(long revision, Instant at) {}

    private AccusationCheck(Evidence evidence, Responses responses, List<Inflicted> faults) {
        evidence.alerts()
                .forEach((bank, all) -> all.forEach(
                        alert -> note(bank, Checker.subject(alert), alert.getRespondBy(), alert.getRevision())));
        evidence.requests()
                .forEach((operator, all) -> all.forEach(request ->
                        note(operator, request.getPhoneNumber(), request.getRespondBy(), request.getRevision())));
        evidence.returns()
                .forEach((bank, all) -> all.forEach(
                        request -> note(bank, request.getRequestId(), request.getRespondBy(), request.getRevision())));
        Set<String> returns = evidence.returns().values().stream()
                .flatMap(List::stream)
                .map(ReturnRequest::getRequestId)
                .collect(Collectors.toSet());
        responses.banks().forEach(stored -> {
            var answer = stored.event();
            String asked = returns.contains(answer.getAlertId())
                    ? answer.getAlertId()
                    : answer.getBank() + ":" + answer.getAccount();
            add(answer.getBank(), asked, new Answered(answer.getRevision(), stored.at()));
        });
        responses.operators().forEach(stored -> {
            var answer = stored.event();
            add(answer.getOperator(), answer.getPhoneNumber(), new Answered(answer.getRevision(), stored.at()));
        });
        evidence.escalations()
                .forEach(notice -> notices.computeIfAbsent(
                                notice.event().getParticipantId() + " " + DeadlineCheck.asked(notice.event()),
                                any -> new ArrayList<>())
                        .add(notice));
        jumps = faults.stream()
                .filter(fault ->
                        fault.leftOut().isEmpty() && fault.fault().ahead().compareTo(Duration.ZERO) > 0)
                .toList();
    }

    private void add(String participant, String asked, Answered answered) {
        answers.computeIfAbsent(participant + " " + asked, any -> new ArrayList<>())
                .add(answered);
    }

    /** Of revisions with the same deadline the last counts. */
    private void note(String participant, String asked, Instant respondBy, long revision) {
        deadlines
                .computeIfAbsent(participant + " " + asked, any -> new TreeMap<>())
                .merge(respondBy, revision, Math::max);
    }

    /**
     * Looks at everything that was answered in time.
     *
     * @param faults those that were inflicted while it was answered
     */
    static Verdict check(Evidence evidence, Responses responses, List<Inflicted> faults) {
        AccusationCheck check = new AccusationCheck(evidence, responses, faults);
        check.deadlines.forEach((who, all) -> all.forEach((respondBy, revision) -> {
            check.look(who, respondBy, revision, 1);
            check.look(who, respondBy, revision, 2);
        }));
        check.notices.forEach((who, all) -> all.forEach(notice -> check.lookAtLater(who, notice)));
        return check.verdict;
    }

    private void look(String who, Instant respondBy, long revision, int level) {
        Instant deadline = respondBy.plus(Cast.RESPOND_WITHIN.multipliedBy(level - 1L));
        boolean isAnswered = answers.getOrDefault(who, List.of()).stream()
                .anyMatch(answer ->
                        answer.revision() >= revision && answer.at().isBefore(deadline.minus(WITHIN_THE_READING)));
        if (!isAnswered) {
            return;
        }
        List<Stored<Escalation>> accusations = notices.getOrDefault(who, List.of()).stream()
                .filter(notice -> notice.event().getRespondBy().equals(respondBy)
                        && notice.event().getLevel() == level
                        && !isByClockAhead(notice.at()))
                .toList();
        verdict.expect(
                accusations.isEmpty(),
                "%s: revision %d was answered before %s, but escalated all the same: %s",
                who,
                revision,
                deadline,
                accusations);
    }

    /** Who said only after it was asked to let go that it holds owes that from then on: by a deadline of no message. */
    private void lookAtLater(String who, Stored<Escalation> notice) {
        Escalation event = notice.event();
        if (deadlines.getOrDefault(who, Map.of()).containsKey(event.getRespondBy()) || isByClockAhead(notice.at())) {
            return;
        }
        boolean isOwed = answers.getOrDefault(who, List.of()).stream()
                .anyMatch(answer ->
                        answer.revision() < event.getRevision() && answer.at().isBefore(notice.at()));
        verdict.expect(
                isOwed,
                "%s: nothing was asked until %s, and no answer to an older revision than %d made that owed: %s",
                who,
                event.getRespondBy(),
                event.getRevision(),
                event);
        look(who, event.getRespondBy(), event.getRevision(), event.getLevel());
    }

    private boolean isByClockAhead(Instant written) {
        long from = written.minus(JUDGED_BEFORE).toEpochMilli();
        return jumps.stream().anyMatch(jump -> jump.beganAt() <= written.toEpochMilli() && jump.endedAt() >= from);
    }
}
