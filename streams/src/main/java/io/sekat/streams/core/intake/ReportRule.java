package io.sekat.streams.core.intake;

import io.sekat.events.AccountMessage;
import io.sekat.events.AccountNamed;
import io.sekat.events.CaseMessage;
import io.sekat.events.ClaimState;
import io.sekat.events.EnrichedAccount;
import io.sekat.events.EnrichedNumber;
import io.sekat.events.EnrichedPayment;
import io.sekat.events.EnrichedReport;
import io.sekat.events.NumberMessage;
import io.sekat.events.NumberNamed;
import io.sekat.events.PaymentClaimed;
import io.sekat.events.RejectReason;
import io.sekat.events.ReportNote;
import io.sekat.events.ReportedAccount;
import io.sekat.events.ReportedPayment;
import io.sekat.events.ScamReport;
import io.sekat.events.Victim;
import io.sekat.identifiers.AccountId;
import io.sekat.identifiers.InvalidIdentifier;
import io.sekat.identifiers.ParticipantId;
import io.sekat.identifiers.PhoneNumber;
import io.sekat.reports.Flaw;
import io.sekat.reports.ReportCheck;
import io.sekat.streams.core.Effect;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which reports are accepted, and what they say once normalised (design section 4.1). */
public final class ReportRule {
    private final Banks banks;
    private final TypedNumbers numbers;

    public ReportRule(Banks banks, TypedNumbers numbers) {
        this.banks = banks;
        this.numbers = numbers;
    }

    /** A report that must be rejected; carries the reason out of the nested checks. */
    private static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final RejectReason reason;

        Refusal(RejectReason reason, String message) {
            super(message, null, false, false);
            this.reason = reason;
        }
    }

    /**
     * Checks and normalises a report.
     *
     * @param report as the channel took it
     * @param receivedAt when the broker took it, UTC
     */
    public Intake decide(ScamReport report, Instant receivedAt) {
        try {
            List<Flaw> flaws = ReportCheck.flaws(report, receivedAt);
            if (!flaws.isEmpty()) {
                return new Intake.Rejected(flaws.get(0).reason(), flaws.get(0).message());
            }
            return new Intake.Accepted(new Normalising(report, receivedAt).effects());
        } catch (Refusal refusal) {
            return new Intake.Rejected(refusal.reason, Objects.requireNonNull(refusal.getMessage()));
        }
    }

    private static boolean isTyped(@Nullable String text) {
        return text != null && !text.isBlank();
    }

    /** The work on one report. */
    private final class Normalising {
        private final ScamReport report;
        private final Instant receivedAt;
        private final List<ReportNote> notes = new ArrayList<>();
        private final NavigableSet<AccountId> accounts = new TreeSet<>();
        private final NavigableSet<PhoneNumber> phones = new TreeSet<>();
        private final List<EnrichedPayment> payments = new ArrayList<>();
        private final List<Effect> claims = new ArrayList<>();

        Normalising(ScamReport report, Instant receivedAt) {
            this.report = report;
            this.receivedAt = receivedAt;
        }

        List<Effect> effects() {
            Victim typed = report.getVictim();
            Optional<AccountId> victimAccount = account("victim", typed.getBank(), typed.getAccount());
            String victim = victimKey(typed, victimAccount);
            for (int i = 0; i < report.getPayments().size(); i++) {
                payment(i, report.getPayments().get(i), victimAccount, victim);
            }
            for (int i = 0; i < report.getSuspectAccounts().size(); i++) {
                ReportedAccount suspect = report.getSuspectAccounts().get(i);
                account("suspectAccounts[" + i + "]", suspect.getBank(), suspect.getAccount())
                        .ifPresent(accounts::add);
            }
            for (int i = 0; i < report.getSuspectPhones().size(); i++) {
                number("suspectPhones[" + i + "]", report.getSuspectPhones().get(i));
            }
            List<Effect> effects = new ArrayList<>();
            effects.add(new Effect.TellCase(report.getReportId(), new CaseMessage(opening(typed, victimAccount))));
            AccountNamed named = new AccountNamed(report.getReportId(), victim, report.getReportedAt());
            accounts.forEach(account ->
                    effects.add(new Effect.TellAccount(account.toString(), new AccountMessage(named, receivedAt))));
            NumberNamed numberNamed =
                    new NumberNamed(report.getReportId(), victim, report.getReportedAt(), incidentAt());
            phones.forEach(phone ->
                    effects.add(new Effect.TellNumber(phone.e164(), new NumberMessage(numberNamed, receivedAt))));
            effects.addAll(claims);
            return effects;
        }

        private void payment(int index, ReportedPayment payment, Optional<AccountId> victimAccount, String victim) {
            Optional<AccountId> suspect =
                    account("payments[" + index + "]", payment.getSuspectBank(), payment.getSuspectAccount());
            suspect.ifPresent(accounts::add);
            @Nullable
            String transferRef =
                    isTyped(payment.getTransferRef()) ? payment.getTransferRef().strip() : null;
            boolean claimable = suspect.isPresent() && victimAccount.isPresent();
            payments.add(EnrichedPayment.newBuilder()
                    .setIndex(index)
                    .setAmountMinor(payment.getAmountMinor())
                    .setCurrency(payment.getCurrency())
                    .setPaidAt(payment.getPaidAt())
                    .setTransferRef(transferRef)
                    .setSuspectBank(
                            suspect.map(account -> account.bank().value()).orElse(null))
                    .setSuspectAccount(suspect.map(AccountId::number).orElse(null))
                    .setState(claimable ? ClaimState.WAITING : ClaimState.MENTION)
                    .build());
            if (claimable) {
                claims.add(new Effect.TellAccount(
                        victimAccount.get().toString(),
                        new AccountMessage(
                                PaymentClaimed.newBuilder()
                                        .setReportId(report.getReportId())
                                        .setIndex(index)
                                        .setVictim(victim)
                                        .setReportedAt(report.getReportedAt())
                                        .setSuspectBank(suspect.get().bank().value())
                                        .setSuspectAccount(suspect.get().number())
                                        .setAmountMinor(payment.getAmountMinor())
                                        .setCurrency(payment.getCurrency())
                                        .setPaidAt(payment.getPaidAt())
                                        .setTransferRef(transferRef)
                                        .build(),
                                receivedAt)));
            }
        }

        /** An account as typed; empty when none was typed or, with a note, when its number cannot be one. */
        private Optional<AccountId> account(String field, @Nullable String bank, @Nullable String number) {
            if (number == null || number.isBlank()) {
                return Optional.empty();
            }
            ParticipantId known = banks.find(bank == null ? "" : bank)
                    .orElseThrow(() -> new Refusal(
                            RejectReason.UNKNOWN_BANK,
                            field + " names the bank '" + (bank == null ? "" : bank)
                                    + "', which is no participant's BIC, and no alias or that of more than one: correct it,"
                                    + " or load the participant and replay the report"));
            try {
                return Optional.of(AccountId.typed(known, number));
            } catch (InvalidIdentifier e) {
                notes.add(new ReportNote(field, number, Objects.requireNonNull(e.getMessage())));
                return Optional.empty();
            }
        }

        private void number(String field, String typed) {
            if (typed.isBlank()) {
                return;
            }
            numbers.read(typed)
                    .ifPresentOrElse(
                            phones::add,
                            () -> notes.add(new ReportNote(
                                    field,
                                    typed,
                                    "telephone number '" + typed
                                            + "' is not valid: expected one that can be dialled here")));
        }

        /** The same value for the same person: the channel's pseudonym, else the account, else this report alone. */
        private String victimKey(Victim victim, Optional<AccountId> account) {
            if (isTyped(victim.getRef())) {
                return victim.getRef().strip();
            }
            return account.map(AccountId::toString).orElse("report " + report.getReportId());
        }

        private Instant incidentAt() {
            return report.getPayments().stream()
                    .map(ReportedPayment::getPaidAt)
                    .filter(Objects::nonNull)
                    .min(Instant::compareTo)
                    .orElse(report.getReportedAt());
        }

        private EnrichedReport opening(Victim typed, Optional<AccountId> victimAccount) {
            return EnrichedReport.newBuilder()
                    .setReportId(report.getReportId())
                    .setChannel(report.getChannel())
                    .setScamType(report.getScamType())
                    .setReportedAt(report.getReportedAt())
                    .setReceivedAt(receivedAt)
                    .setIncidentAt(incidentAt())
                    .setNarrative(report.getNarrative())
                    .setVictim(new Victim(
                            typed.getRef(),
                            victimAccount.map(account -> account.bank().value()).orElse(typed.getBank()),
                            victimAccount.map(AccountId::number).orElse(typed.getAccount())))
                    .setPayments(payments)
                    .setAccounts(accounts.stream()
                            .map(account -> EnrichedAccount.newBuilder()
                                    .setBank(account.bank().value())
                                    .setAccount(account.number())
                                    .build())
                            .toList())
                    .setNumbers(phones.stream()
                            .map(phone -> EnrichedNumber.newBuilder()
                                    .setPhoneNumber(phone.e164())
                                    .build())
                            .toList())
                    .setUrls(report.getSuspectUrls())
                    .setNotes(notes)
                    .build();
        }
    }
}
