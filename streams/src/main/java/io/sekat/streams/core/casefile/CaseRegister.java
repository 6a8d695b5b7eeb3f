package io.sekat.streams.core.casefile;

import io.sekat.events.CaseMember;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where the reports of all cases are kept, with what they name. */
public interface CaseRegister {
    /** What a report adds; null: no such report, or it was withdrawn. */
    @Nullable
    CaseMember member(String reportId);

    /** Replaces what a report adds. */
    void putMember(CaseMember member);

    /** Removes a report, and what it was told. */
    void removeMember(String reportId);

    /** How many reports name an account or number; {@link Namings#NONE} where none does. */
    Namings namings(String identifier);

    /** Replaces how many reports name an account or number. */
    void putNamings(String identifier, Namings namings);

    /** Notes that a report names an account or number. */
    void link(String identifier, String reportId);

    /** Notes that a report does not name an account or number any more. */
    void unlink(String identifier, String reportId);

    /**
     * The reports that name an account or number, ordered.
     *
     * @param most how many of them at most
     */
    List<String> reportsNaming(String identifier, int most);

    /** Digest of what a report was told of its case; null: nothing yet. */
    @Nullable
    String told(String reportId);

    /** Replaces the digest of what a report was told of its case. */
    void putTold(String reportId, String digest);

    /** Notes that a report's case may be other than it was told. */
    void unsettle(String reportId);

    /** The reports that were noted so. */
    Set<String> unsettled();

    /** Whether no report was noted so. */
    boolean isSettled();

    /** Removes such a note. */
    void settled(String reportId);
}
