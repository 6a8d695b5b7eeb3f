package io.sekat.benchmarks.torture;

import io.sekat.events.AccountAction;
import io.sekat.events.Escalation;
import io.sekat.events.EscalationKind;
import io.sekat.events.FreezeAlert;
import io.sekat.events.NumberAction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Deadlines fire once and only once (docs/decisions/0014). What is owed is a question without an answer; a new revision
 * does not take its deadline back, and one that asks for nothing ends it.
 */
final class DeadlineCheck {
    private final Map<String, List<Question>> questions = new TreeMap<>();
    private final Map<String, Map<Instant, List<Escalation>>> notices = new HashMap<>();

    /** Whether the participant is to do something. */
    private enum Asks {
        YES,
        /** To let go or to unblock, if it said that it holds or blocks. */
        PERHAPS,
        NO;

        static Asks of(AccountAction action) {
            return switch (action) {
                case HOLD, FREEZE -> YES;
                case RELEASE -> PERHAPS;
                default -> NO;
            };
        }

        static Asks of(NumberAction action) {
            return switch (action) {
                case BLOCK -> YES;
                case WITHDRAW -> PERHAPS;
                default -> NO;
            };
        }
    }

    /**
     * One revision.
     *
     * @param heldUntil when the hold that it ends had run out; null: it ends none, or for another reason
     */
    private record Question(
            Asks asks, Instant respondBy, @Nullable Instant heldUntil) {}

    /**
     * A deadline of one who never answers.
     *
     * @param respondBy the deadline
     * @param until what was to fire by then had to; null: to this day
     */
    private record Owed(Instant respondBy, @Nullable Instant until) {
        List<Integer> levels() {
            if (until == null) {
                return List.of(1, 2);
            }
            if (respondBy.isAfter(until)) {
                return List.of();
            }
            return due(respondBy, 2).isAfter(until) ? List.of(1) : List.of(1, 2);
        }
    }

    private DeadlineCheck(Evidence evidence) {
        evidence.alerts().forEach((bank, all) -> {
            Map<String, FreezeAlert> last = new HashMap<>();
            all.forEach(alert -> {
                FreezeAlert before = last.put(Checker.subject(alert), alert);
                Instant heldUntil = before != null && Checker.isEndOfHold(alert) ? before.getHoldUntil() : null;
                add(
                        bank,
                        Checker.subject(alert),
                        new Question(Asks.of(alert.getAction()), alert.getRespondBy(), heldUntil));
            });
        });
        evidence.requests()
                .forEach((operator, all) -> all.forEach(request -> add(
                        operator,
                        request.getPhoneNumber(),
                        new Question(Asks.of(request.getAction()), request.getRespondBy(), null))));
        evidence.returns()
                .forEach((bank, all) -> all.forEach(request -> add(
                        bank,
                        request.getRequestId(),
                        new Question(request.getWithdrawn() ? Asks.NO : Asks.YES, request.getRespondBy(), null))));
        evidence.escalations().stream()
                .map(Stored::event)
                .forEach(notice -> notices.computeIfAbsent(
                                notice.getParticipantId() + " " + asked(notice), any -> new TreeMap<>())
                        .computeIfAbsent(notice.getRespondBy(), any -> new ArrayList<>())
                        .add(notice));
    }

    /** A request to give money back is another question than what is asked about the account. */
    static String asked(Escalation notice) {
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
                        .flatMap(List::stream)
                        .filter(owed -> owed.until() == null)
                        .map(owed -> due(owed.respondBy(), 2))
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
                    mayBeOwed(who, respondBy),
                    "%s: the deadline %s was escalated, but nothing was due then",
                    who,
                    respondBy);
            all.forEach(notice -> verdict.expect(
                    !notice.getEscalatedAt().isBefore(due(respondBy, notice.getLevel())),
                    "%s: the deadline %s was escalated at level %d at %s",
                    who,
                    respondBy,
                    notice.getLevel(),
                    notice.getEscalatedAt()));
        }));
        return verdict;
    }

    /** When a level is due: once the deadline has passed, and again when as much time has; every participant states the same. */
    private static Instant due(Instant respondBy, int level) {
        return respondBy.plus(Cast.RESPOND_WITHIN.multipliedBy(level - 1L));
    }

    private Verdict always() {
        Verdict verdict = new Verdict("each deadline of those who never answer fires, at level 1 and 2");
        owed().forEach((who, all) -> all.forEach(owed -> {
            List<Integer> levels =
                    notices.getOrDefault(who, Map.of()).getOrDefault(owed.respondBy(), List.of()).stream()
                            .map(Escalation::getLevel)
                            .toList();
            verdict.expect(
                    owed.until() == null ? levels.equals(owed.levels()) : levels.containsAll(owed.levels()),
                    "%s: what was due at %s is owed %s, but the levels escalated are %s, expected %s",
                    who,
                    owed.respondBy(),
                    owed.until() == null ? "to this day" : "until the hold ran out at " + owed.until(),
                    levels,
                    owed.levels());
        }));
        return verdict;
    }

    /**
     * Whether a deadline is one of what was asked. To let go may be owed from later on: from when its participant said that it
     * holds or blocks, unless it was asked something else by then.
     */
    private boolean mayBeOwed(String who, Instant respondBy) {
        List<Question> all = questions.getOrDefault(who, List.of());
        for (int i = 0; i < all.size(); i++) {
            Question question = all.get(i);
            Instant last = i + 1 < all.size() ? all.get(i + 1).respondBy() : Instant.MAX;
            boolean isItsOwn = question.respondBy().equals(respondBy);
            boolean isLater = respondBy.isAfter(question.respondBy()) && !respondBy.isAfter(last);
            if (question.asks() == Asks.YES && isItsOwn) {
                return true;
            } else if (question.asks() == Asks.PERHAPS && !isSilent(who) && (isItsOwn || isLater)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSilent(String who) {
        return Cast.isSilent(who.substring(0, who.indexOf(' ')));
    }

    /**
     * What those who never answer owe: the deadline of the first question since one that asked for nothing. Where a hold ran out,
     * what was due by then fired before it was released, as one look does both in this order. What ended otherwise may have ended
     * before anybody looked.
     */
    private Map<String, List<Owed>> owed() {
        Map<String, List<Owed>> owed = new TreeMap<>();
        questions.forEach((who, all) -> {
            if (isSilent(who)) {
                owed.put(who, owed(all));
            }
        });
        return owed;
    }

    private static List<Owed> owed(List<Question> questions) {
        List<Owed> owed = new ArrayList<>();
        Instant first = null;
        for (Question question : questions) {
            if (question.asks() == Asks.YES) {
                first = first == null ? question.respondBy() : first;
                continue;
            }
            if (first != null && question.heldUntil() != null) {
                owed.add(new Owed(first, question.heldUntil()));
            }
            first = null;
        }
        if (first != null) {
            owed.add(new Owed(first, null));
        }
        return owed;
    }
}
