package io.sekat.streams.query;

import io.sekat.streams.Part;
import io.sekat.streams.StoreNames;
import java.util.List;
import java.util.Locale;

/** What is asked about; whoever has its partition answers. */
enum Subject {
    /** An account, by {@code BIC:account}. */
    ACCOUNT(StoreNames.REPORTED_ACCOUNTS),
    /** A number, by its E.164 form. */
    NUMBER(StoreNames.REPORTED_NUMBERS),
    /** A report's file, by report id. */
    FILE(StoreNames.CASE_FILES),
    /** What was decided about a report when it came in, by report id. */
    INTAKE(StoreNames.ACCEPTED_REPORTS);

    /** Those that can be asked about by their hash. */
    static final List<Subject> HASHED = List.of(ACCOUNT, NUMBER);

    private final String store;

    Subject(String store) {
        this.store = store;
    }

    /** The part that has it. */
    Part part() {
        return this == FILE ? Part.FILES : Part.ALERTS;
    }

    /** The store in whose partition it lies. */
    String store() {
        return store;
    }

    /** Its name in a path. */
    String path() {
        return name().toLowerCase(Locale.ROOT);
    }
}
