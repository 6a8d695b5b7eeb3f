package io.sekat.streams.casefile;

import io.sekat.events.CaseMember;
import io.sekat.streams.StoreNames;
import io.sekat.streams.core.casefile.CaseRegister;
import io.sekat.streams.core.casefile.Namings;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The register of cases in the stores of its sub-topology. */
final class StoredCaseRegister implements CaseRegister {
    /** Between an account or number, in which it never is, and a report's id. */
    private static final char BLANK = ' ';

    private static final byte[] NOTHING = {};

    private final KeyValueStore<String, CaseMember> members;
    private final KeyValueStore<String, Namings> namings;
    private final KeyValueStore<String, byte[]> links;
    private final KeyValueStore<String, String> told;
    private final KeyValueStore<String, byte[]> unsettled;

    StoredCaseRegister(ProcessorContext<?, ?> context) {
        this.members = context.getStateStore(StoreNames.CASE_MEMBERS);
        this.namings = context.getStateStore(StoreNames.CASE_NAMINGS);
        this.links = context.getStateStore(StoreNames.CASE_LINKS);
        this.told = context.getStateStore(StoreNames.TOLD_CASES);
        this.unsettled = context.getStateStore(StoreNames.UNSETTLED_CASES);
    }

    @Override
    public @Nullable CaseMember member(String reportId) {
        return members.get(reportId);
    }

    @Override
    public void putMember(CaseMember member) {
        members.put(member.getReportId(), member);
    }

    @Override
    public void removeMember(String reportId) {
        members.delete(reportId);
        told.delete(reportId);
    }

    @Override
    public Namings namings(String identifier) {
        Namings known = namings.get(identifier);
        return known == null ? Namings.NONE : known;
    }

    @Override
    public void putNamings(String identifier, Namings known) {
        if (known.equals(Namings.NONE)) {
            namings.delete(identifier);
        } else {
            namings.put(identifier, known);
        }
    }

    @Override
    public void link(String identifier, String reportId) {
        links.put(identifier + BLANK + reportId, NOTHING);
    }

    @Override
    public void unlink(String identifier, String reportId) {
        links.delete(identifier + BLANK + reportId);
    }

    @Override
    public List<String> reportsNaming(String identifier, int most) {
        List<String> reports = new ArrayList<>();
        String from = identifier + BLANK;
        try (KeyValueIterator<String, byte[]> all = links.range(from, identifier + (char) (BLANK + 1))) {
            while (all.hasNext() && reports.size() < most) {
                reports.add(all.next().key.substring(from.length()));
            }
        }
        return reports;
    }

    @Override
    public @Nullable String told(String reportId) {
        return told.get(reportId);
    }

    @Override
    public void putTold(String reportId, String digest) {
        told.put(reportId, digest);
    }

    @Override
    public void unsettle(String reportId) {
        unsettled.put(reportId, NOTHING);
    }

    @Override
    public Set<String> unsettled() {
        Set<String> reports = new LinkedHashSet<>();
        try (KeyValueIterator<String, byte[]> all = unsettled.all()) {
            all.forEachRemaining(note -> reports.add(note.key));
        }
        return reports;
    }

    @Override
    public boolean isSettled() {
        try (KeyValueIterator<String, byte[]> all = unsettled.all()) {
            return !all.hasNext();
        }
    }

    @Override
    public void settled(String reportId) {
        unsettled.delete(reportId);
    }
}
