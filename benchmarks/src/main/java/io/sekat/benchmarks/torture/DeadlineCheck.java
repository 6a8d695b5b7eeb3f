package io.sekat.benchmarks.torture;

import io.sekat.events.AccountAction;
import io.sekat.events.Escalation;
import io.sekat.events.EscalationKind;
import io.sekat.events.NumberAction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Deadlines fire once and only once (docs/decisions/0014). What is owed is a question without an answer; a new revision
 * does not take its deadline back, and one that asks for nothing ends it.
 */
final class DeadlineCheck {
    private final Map<String, List<Question>> questions = new TreeMap<>();
    private final Map<String, Map<Instant, List<Escalation>>> notices = new HashMap<>();

    /**
     * One revision.
     *
     * @param wantsAnswer whether the participant is to do something
     */
    private record Question(long revision, boolean wantsAnswer, Instant respondBy) {}

    private DeadlineCheck(Evidence evidence) {
        evidence.alerts()
                .forEach((bank, all) -> all.forEach(alert -> add(
                        bank,
                        Checker.subject(alert),
                        new Question(
                                alert.getRevision(),
                                alert.getAction() == AccountAction.HOLD || alert.getAction() == AccountAction.FREEZE,
                                alert.getRespondBy()))));
        evidence.requests()
                .forEach((operator, all) -> all.forEach(request -> add(
                        operator,
                        request.getPhoneNumber(),
                        new Question(
                                request.getRevision(),
                                request.getAction() == NumberAction.BLOCK,
                                request.getRespondBy()))));
        evidence.returns()
                .forEach((bank, all) -> all.forEach(request -> add(
                        bank,
                        request.getRequestId(),
                        new Question(request.getRevision(), true, request.getRespondBy()))));
        evidence.escalations()
                .forEach(notice -> notices.computeIfAbsent(
                                notice.getParticipantId() + " " + asked(notice), any -> new TreeMap<>())
                        .computeIfAbsent(notice.getRespondBy(), any -> new ArrayList<>())
                        .add(notice));
    }

    /** A request to give money back is another question than what is asked about the account. */
    private static String asked(Escalation notice) {
        return notice.getKind() == EscalationKind.RETURN_REQUEST ? notice.getAlertId() : notice.getSubject();
    }

    private void add(String participant, String subject, Question question) {
        questions
                .computeIfAbsent(participant + " " + subject, any -> new ArrayList<>())
                .add(question);
    }

    static List<Verdict> check(Evidence evidence) {
        DeadlineCheck check = new DeadlineCheck(evidence);
        return List.of(check.once(), check.always());
    }

    /** When the last notice of those who never answer is due; the past where nothing is. */
    static Instant lastNotice(Evidence evidence) {
        return new DeadlineCheck(evidence)
                .owed().values().stream()
                        .map(respondBy -> respondBy.plus(Cast.RESPOND_WITHIN))
                        .max(Instant::compareTo)
                        .orElse(Instant.EPOCH);
    }

    private Verdict once() {
        Verdict verdict = new Verdict("no deadline fires twice, or for what was never owed");
        notices.forEach((who, byDeadline) -> byDeadline.forEach((respondBy, all) -> {
            List<Integer> levels = all.stream().map(Escalation::getLevel).toList();
            verdict.expect(
                    levels.equals(List.of(1)) || levels.equals(List.of(1, 2)),
                    "%s: the deadline %s was escalated with the levels %s",
                    who,
                    respondBy,
                    levels);
            verdict.expect(
                    questions.getOrDefault(who, List.of()).stream()
                            .anyMatch(question -> question.respondBy().equals(respondBy)),
                    "%s: the deadline %s was escalated, but nothing was due then",
                    who,
                    respondBy);
            all.forEach(notice -> verdict.expect(
                    !notice.getEscalatedAt().isBefore(respondBy),
                    "%s: the deadline %s was escalated at %s",
                    who,
                    respondBy,
                    notice.getEscalatedAt()));
        }));
        return verdict;
    }

    private Verdict always() {
        Verdict verdict = new Verdict("each deadline of those who never answer fires, at level 1 and 2");
        owed().forEach((who, respondBy) -> {
            List<Integer> levels = notices.getOrDefault(who, Map.of()).getOrDefault(respondBy, List.of()).stream()
                    .map(Escalation::getLevel)
                    .toList();
            verdict.expect(
                    levels.equals(List.of(1, 2)),
                    "%s: what was due at %s is owed to this day, but the levels escalated are %s",
                    who,
                    respondBy,
                    levels);
        });
        return verdict;
    }

    /** What those who never answer still owe: the deadline of the first question since one that asked for nothing. */
    private Map<String, Instant> owed() {
        Map<String, Instant> owed = new TreeMap<>();
        questions.forEach((who, all) -> {
            if (Cast.isSilent(who.substring(0, who.indexOf(' ')))) {
                all.forEach(question -> {
                    if (!question.wantsAnswer()) {
                        owed.remove(who);
                    } else {
                        owed.putIfAbsent(who, question.respondBy());
                    }
                });
            }
        });
        return owed;
    }
}
