package io.sekat.sandbox.desk;

import io.sekat.identifiers.AccountId;
import io.sekat.identifiers.ParticipantId;
import io.sekat.identifiers.TransferRef;
import io.sekat.streams.core.intake.TypedNumbers;
import io.sekat.streams.core.trail.TrailRoot;

/**
 * What an order is about, in its exact form.
 *
 * @param kind what it is
 * @param key the record key of a directive about it
 */
record Subject(Kind kind, String key) {

    /** What an order can be about. */
    enum Kind {
        ACCOUNT("an account as BIC:account"),
        NUMBER("a telephone number"),
        PAYMENT("the victim's payment as BIC:account#reference"),
        REPORT("a report id");

        private final String form;

        Kind(String form) {
            this.form = form;
        }

        /** How it is typed, for people. */
        String form() {
            return form;
        }
    }

    /**
     * Reads what a person typed: blanks and dashes in account numbers go, numbers may be national.
     *
     * @param verb what is ordered about it
     * @param typed as it was typed
     * @param numbers reads telephone numbers
     * @throws IllegalArgumentException when it is nothing that this can be ordered about; with a message for people
     */
    static Subject typed(Verb verb, String typed, TypedNumbers numbers) {
        if (verb.subjects().contains(Kind.REPORT)) {
            return new Subject(Kind.REPORT, required(verb, typed));
        }
        Subject subject = typed(required(verb, typed), numbers);
        if (!verb.subjects().contains(subject.kind())) {
            throw new IllegalArgumentException(
                    "'" + typed + "' is " + subject.kind().form() + ": " + expected(verb));
        }
        return subject;
    }

    /**
     * Reads what a person typed: an account, a number or a payment, whichever it looks like.
     *
     * @throws IllegalArgumentException when it is none; with a message for people
     */
    static Subject typed(String typed, TypedNumbers numbers) {
        String text = typed.strip();
        if (TrailRoot.isNamedBy(text)) {
            TransferRef reference = new TransferRef(TrailRoot.referenceIn(text));
            return new Subject(Kind.PAYMENT, account(TrailRoot.accountIn(text)) + "#" + reference.value());
        } else if (text.indexOf(':') >= 0) {
            return new Subject(Kind.ACCOUNT, account(text).toString());
        }
        return numbers.read(text)
                .map(number -> new Subject(Kind.NUMBER, number.e164()))
                .orElseThrow(() -> new IllegalArgumentException("'" + typed + "' is no account (BIC:account), no"
                        + " payment (BIC:account#reference) and no valid telephone number"));
    }

    private static AccountId account(String typed) {
        int colon = typed.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("'" + typed + "' is no account: expected BIC:account");
        }
        return AccountId.typed(ParticipantId.parse(typed.substring(0, colon)), typed.substring(colon + 1));
    }

    private static String required(Verb verb, String typed) {
        if (typed.isBlank()) {
            throw new IllegalArgumentException("it is not said what to " + verb.word() + ": " + expected(verb));
        }
        return typed.strip();
    }

    private static String expected(Verb verb) {
        return verb.word() + " is about "
                + String.join(" or ", verb.subjects().stream().map(Kind::form).toList());
    }
}
