package io.sekat.streams.core.casefile;

import io.sekat.events.AccountEntry;
import io.sekat.events.CaseIdentifier;
import io.sekat.events.CaseMember;
import io.sekat.events.CasePayment;
import io.sekat.events.ClaimState;
import io.sekat.events.EnrichedPayment;
import io.sekat.events.EnrichedReport;
import io.sekat.events.EnrichedTrail;
import io.sekat.events.PhoneEntry;
import io.sekat.events.TrailBank;
import io.sekat.events.Victim;
import io.sekat.identifiers.AccountId;
import io.sekat.identifiers.InvalidIdentifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a report adds to its case, read from its file. */
final class CaseMembers {
    private final EnrichedReport file;
    private final Optional<AccountId> victim;

    private CaseMembers(EnrichedReport file) {
        this.file = file;
        this.victim = account(file.getVictim());
    }

    /** What the report adds as it stands now; once withdrawn, nothing. */
    static CaseMember of(EnrichedReport file) {
        return new CaseMembers(file).member();
    }

    private CaseMember member() {
        CaseMember.Builder member = CaseMember.newBuilder()
                .setReportId(file.getReportId())
                .setVictim(person())
                .setIncidentAt(file.getIncidentAt())
                .setScamType(file.getScamType());
        return file.getWithdrawnAt() == null
                ? member.setIdentifiers(identifiers())
                        .setPayments(
                                file.getPayments().stream().map(this::payment).toList())
                        .setParticipants(participants())
                        .build()
                : member.setWithdrawn(true).build();
    }

    /** The same value for the same person, as intake has it: the channel's pseudonym, else the account, else the report. */
    private String person() {
        String ref = file.getVictim().getRef();
        return ref != null && !ref.isBlank()
                ? ref.strip()
                : victim.map(AccountId::toString).orElse("report " + file.getReportId());
    }

    private List<CaseIdentifier> identifiers() {
        List<CaseIdentifier> identifiers = new ArrayList<>();
        file.getAccounts()
                .forEach(account -> identifiers.add(new CaseIdentifier(
                        account.getBank() + ":" + account.getAccount(), isProtected(account.getEntry()))));
        file.getNumbers()
                .forEach(number ->
                        identifiers.add(new CaseIdentifier(number.getPhoneNumber(), isProtected(number.getEntry()))));
        identifiers.sort(Comparator.comparing(CaseIdentifier::getIdentifier));
        return identifiers;
    }

    private static boolean isProtected(@Nullable AccountEntry entry) {
        return entry != null && entry.getProtected$();
    }

    private static boolean isProtected(@Nullable PhoneEntry entry) {
        return entry != null && entry.getProtected$();
    }

    private CasePayment payment(EnrichedPayment payment) {
        CasePayment.Builder adds = CasePayment.newBuilder()
                .setPayment(identity(payment))
                .setCurrency(payment.getCurrency())
                .setLostMinor(payment.getAmountMinor())
                .setClaimedMinor(payment.getClaimedMinor());
        EnrichedTrail trail = payment.getTrail();
        return trail == null
                ? adds.build()
                : adds.setHeldMinor(trail.getHeldMinor())
                        .setConfirmedMinor(trail.getConfirmedMinor())
                        .setCashedOutMinor(trail.getCashedOutMinor())
                        .setReturnedMinor(trail.getReturnedMinor())
                        .build();
    }

    private String identity(EnrichedPayment payment) {
        String reference =
                payment.getRootTransferRef() == null ? payment.getTransferRef() : payment.getRootTransferRef();
        return victim.isPresent() && reference != null
                ? victim.get() + "#" + reference
                : "report " + file.getReportId() + "#" + payment.getIndex();
    }

    private List<String> participants() {
        TreeSet<String> participants = new TreeSet<>();
        file.getAccounts().forEach(account -> participants.add(account.getBank()));
        file.getNumbers().forEach(number -> {
            if (number.getEntry() != null) {
                participants.add(number.getEntry().getOperator());
            }
        });
        file.getPayments().stream()
                .filter(payment -> payment.getState() == ClaimState.VERIFIED)
                .forEach(payment -> {
                    victim.ifPresent(account -> participants.add(account.bank().value()));
                    if (payment.getTrail() != null) {
                        payment.getTrail().getBanks().stream()
                                .map(TrailBank::getBank)
                                .forEach(participants::add);
                    }
                });
        return List.copyOf(participants);
    }

    /** The victim's account; empty where what was typed is none. */
    private static Optional<AccountId> account(Victim victim) {
        if (victim.getBank() == null || victim.getAccount() == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(AccountId.of(victim.getBank(), victim.getAccount()));
        } catch (InvalidIdentifier e) {
            return Optional.empty();
        }
    }
}
