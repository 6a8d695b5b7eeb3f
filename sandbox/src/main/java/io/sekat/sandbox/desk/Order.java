package io.sekat.sandbox.desk;

import io.sekat.events.Directive;
import io.sekat.events.ReviewItem;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a person orders: who, what, why, and until when.
 *
 * @param verb what
 * @param subject about what
 * @param by who: the officer's identifier
 * @param reason on what authority or for what reason
 * @param until until when it holds, UTC; null: until further order
 */
record Order(
        Verb verb,
        Subject subject,
        String by,
        String reason,
        @Nullable Instant until) {

    /**
     * What is wrong with it.
     *
     * @param now the present time
     * @return a message for people; empty: nothing
     */
    Optional<String> problem(Instant now) {
        if (by.isBlank()) {
            return Optional.of("it is not said who orders it: --by names the officer");
        } else if (reason.isBlank()) {
            return Optional.of("it is not said why: --reason states the authority or the reason");
        } else if (until != null && !verb.takesUntil()) {
            return Optional.of(verb.word() + " holds until further order: --until goes with " + Verb.FREEZE.word()
                    + " and " + Verb.EXTEND.word());
        } else if (until == null && verb == Verb.EXTEND) {
            return Optional.of("it is not said until when: --until TIME says how long the money is to be held");
        } else if (until != null && !until.isAfter(now)) {
            return Optional.of("--until " + until + " is past");
        }
        return Optional.empty();
    }

    /**
     * What is wrong with it as the answer to a review item.
     *
     * @return a message for people; empty: nothing
     */
    Optional<String> problemAsAnswer(ReviewItem item) {
        return Verb.answers(item.getReason()).contains(verb)
                ? Optional.empty()
                : Optional.of(verb.word() + " does not answer " + item.getReason() + " of " + item.getSubject()
                        + ": expected " + Verb.choice(Verb.answers(item.getReason())));
    }

    /** The id of the directive that answers a review item: the same answer to it again is the same directive. */
    String answerId(ReviewItem item) {
        return "review " + item.getSubject() + " " + item.getRevision() + " " + verb.word();
    }

    /**
     * The directive.
     *
     * @param directiveId its identifier; the same one again changes nothing
     * @param issuedAt when it is given, UTC
     */
    Directive directive(String directiveId, Instant issuedAt) {
        return Directive.newBuilder()
                .setDirectiveId(directiveId)
                .setSubject(subject.key())
                .setKind(verb.kind())
                .setIssuedBy(by)
                .setReason(reason)
                .setIssuedAt(issuedAt)
                .setUntil(until)
                .build();
    }
}
