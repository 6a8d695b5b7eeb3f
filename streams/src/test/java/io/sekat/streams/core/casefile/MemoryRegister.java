package io.sekat.streams.core.casefile;

import io.sekat.events.CaseMember;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A register of cases in memory that counts how many members were read. */
final class MemoryRegister implements CaseRegister {
    private final Map<String, CaseMember> members = new HashMap<>();
    private final Map<String, Namings> namings = new HashMap<>();
    private final Map<String, TreeSet<String>> links = new TreeMap<>();
    private final Map<String, String> told = new HashMap<>();
    private final TreeSet<String> unsettled = new TreeSet<>();
    long reads;

    @Override
    public @Nullable CaseMember member(String reportId) {
        reads++;
        return members.get(reportId);
    }

    @Override
    public void putMember(CaseMember member) {
        members.put(member.getReportId(), member);
    }

    @Override
    public void removeMember(String reportId) {
        members.remove(reportId);
        told.remove(reportId);
    }

    @Override
    public Namings namings(String identifier) {
        return namings.getOrDefault(identifier, Namings.NONE);
    }

    @Override
    public void putNamings(String identifier, Namings known) {
        namings.put(identifier, known);
        if (known.equals(Namings.NONE)) {
            namings.remove(identifier);
        }
    }

    @Override
    public void link(String identifier, String reportId) {
        links.computeIfAbsent(identifier, any -> new TreeSet<>()).add(reportId);
    }

    @Override
    public void unlink(String identifier, String reportId) {
        links.get(identifier).remove(reportId);
        links.values().removeIf(Set::isEmpty);
    }

    @Override
    public List<String> reportsNaming(String identifier, int most) {
        return links.getOrDefault(identifier, new TreeSet<>()).stream()
                .limit(most)
                .toList();
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
        unsettled.add(reportId);
    }

    @Override
    public Set<String> unsettled() {
        return new TreeSet<>(unsettled);
    }

    @Override
    public boolean isSettled() {
        return unsettled.isEmpty();
    }

    @Override
    public void settled(String reportId) {
        unsettled.remove(reportId);
    }

    /** Whether nothing is kept of anything. */
    boolean isEmpty() {
        return members.isEmpty() && namings.isEmpty() && links.isEmpty() && told.isEmpty() && unsettled.isEmpty();
    }
}
