package io.sekat.sandbox.desk;

import io.sekat.events.DirectiveKind;
import io.sekat.events.ReviewReason;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a person may order, in the words of the command line. */
enum Verb {
    FREEZE(DirectiveKind.CONFIRM_FREEZE, Subject.Kind.ACCOUNT),
    BLOCK(DirectiveKind.CONFIRM_BLOCK, Subject.Kind.NUMBER),
    EXTEND(DirectiveKind.EXTEND, Subject.Kind.ACCOUNT),
    RELEASE(DirectiveKind.RELEASE, Subject.Kind.ACCOUNT, Subject.Kind.NUMBER),
    DISMISS(DirectiveKind.DISMISS, Subject.Kind.ACCOUNT, Subject.Kind.NUMBER, Subject.Kind.PAYMENT),
    RETURN(DirectiveKind.RETURN, Subject.Kind.PAYMENT),
    WITHDRAW_REPORT(DirectiveKind.WITHDRAW_REPORT, Subject.Kind.REPORT);

    private final DirectiveKind kind;

    @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list
    private final List<Subject.Kind> subjects;

    Verb(DirectiveKind kind, Subject.Kind... subjects) {
        this.kind = kind;
        this.subjects = List.of(subjects);
    }

    /** What answers a review item that was raised for this reason, the strongest first. */
    static List<Verb> answers(ReviewReason reason) {
        return switch (reason) {
            case PROTECTED_ACCOUNT -> List.of(FREEZE, RELEASE, DISMISS);
            case PROTECTED_NUMBER, RECYCLED_NUMBER -> List.of(BLOCK, RELEASE, DISMISS);
            case UNKNOWN_PARTICIPANT -> List.of(RELEASE, DISMISS);
            case LONG_TRAIL -> List.of(DISMISS);
            case OTHER -> List.of();
        };
    }

    /** The verb of a word; empty: there is none. */
    static Optional<Verb> named(String word) {
        return Arrays.stream(values())
                .filter(verb -> verb.word().equals(word.toLowerCase(Locale.ROOT).replace('_', '-')))
                .findFirst();
    }

    /** For people: {@code freeze, release or dismiss}. */
    static String choice(List<Verb> verbs) {
        String all = verbs.stream().map(Verb::word).collect(Collectors.joining(", "));
        int last = all.lastIndexOf(", ");
        return last < 0 ? all : all.substring(0, last) + " or " + all.substring(last + 2);
    }

    /** As it is typed. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What it is in a directive. */
    DirectiveKind kind() {
        return kind;
    }

    /** What it can be about. */
    List<Subject.Kind> subjects() {
        return subjects;
    }

    /** Whether it can hold until a time. */
    boolean takesUntil() {
        return this == FREEZE || this == EXTEND;
    }
}
