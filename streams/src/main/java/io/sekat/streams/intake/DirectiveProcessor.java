package io.sekat.streams.intake;

import io.sekat.events.AccountMessage;
import io.sekat.events.Directive;
import io.sekat.events.DirectiveKind;
import io.sekat.events.NumberMessage;
import io.sekat.events.RejectReason;
import io.sekat.events.ReportWithdrawn;
import io.sekat.identifiers.AccountId;
import io.sekat.identifiers.PhoneNumber;
import io.sekat.serdes.Incoming;
import io.sekat.streams.InputProcessor;
import io.sekat.streams.Outlets;
import io.sekat.streams.StoreNames;
import io.sekat.streams.core.intake.AcceptedReport;
import io.sekat.streams.core.trail.TrailRoot;
import io.sekat.topics.Topics;
import java.time.Instant;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Tells the account or number that a directive is about, or all that a withdrawn report is about. */
final class DirectiveProcessor extends InputProcessor<Directive> {
    private @Nullable KeyValueStore<String, AcceptedReport> accepted;

    DirectiveProcessor(Outlets outlets) {
        super(outlets);
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        super.init(context);
        accepted = context.getStateStore(StoreNames.ACCEPTED_REPORTS);
    }

    @Override
    protected String expectedKey() {
        return "the directive's subject";
    }

    @Override
    protected void accept(String key, Directive directive, Incoming<Directive> incoming, Instant appendedAt) {
        checkKey(key, directive.getSubject());
        check(directive, appendedAt);
        if (directive.getKind() == DirectiveKind.WITHDRAW_REPORT) {
            withdraw(directive, appendedAt);
        } else if (directive.getKind() == DirectiveKind.RETURN) {
            giveBack(directive, appendedAt);
        } else if (directive.getKind() == DirectiveKind.DISMISS && TrailRoot.isNamedBy(directive.getSubject())) {
            tellVictim(directive, appendedAt);
        } else {
            tell(directive, appendedAt);
        }
    }

    private static void check(Directive directive, Instant appendedAt) {
        if (directive.getDirectiveId().isBlank()) {
            throw new Unusable(
                    RejectReason.BAD_IDENTIFIER,
                    "directive about " + directive.getSubject()
                            + " has no directiveId: expected one of its own, by which the"
                            + " same order is known when it comes again");
        }
        checkTime("issuedAt", directive.getIssuedAt(), appendedAt);
        Instant until = directive.getUntil();
        if (until != null && !until.isAfter(appendedAt)) {
            throw new Unusable(
                    RejectReason.BAD_TIMESTAMP,
                    "directive " + directive.getDirectiveId() + " orders something until " + until + ", but came in at "
                            + appendedAt + ": expected a later time");
        }
    }

    private void giveBack(Directive directive, Instant appendedAt) {
        String subject = directive.getSubject();
        if (!TrailRoot.isNamedBy(subject)) {
            throw new Unusable(
                    RejectReason.BAD_IDENTIFIER,
                    "directive " + directive.getDirectiveId() + " orders a return for '" + subject
                            + "': expected the victim's payment, as BIC:account#reference");
        }
        tellVictim(directive, appendedAt);
    }

    private void tellVictim(Directive directive, Instant appendedAt) {
        String victim =
                AccountId.parse(TrailRoot.accountIn(directive.getSubject())).toString();
        outlets().forward(context(), Topics.ACCOUNT_MESSAGES, victim, new AccountMessage(directive, appendedAt));
    }

    private void withdraw(Directive directive, Instant appendedAt) {
        KeyValueStore<String, AcceptedReport> reports = Objects.requireNonNull(accepted, "init comes first");
        String reportId = directive.getSubject();
        AcceptedReport report = reports.get(reportId);
        if (report == null) {
            throw new Unusable(
                    RejectReason.UNKNOWN_SUBJECT,
                    "directive " + directive.getDirectiveId() + " withdraws report " + reportId
                            + ", which was never accepted: correct the id, or send the directive again once the report"
                            + " is accepted");
        }
        if (!report.withdrawn()) {
            reports.put(reportId, report.asWithdrawn());
            ReportWithdrawn withdrawal =
                    new ReportWithdrawn(reportId, directive.getDirectiveId(), directive.getIssuedAt());
            outlets().forward(context(), report.withdrawal(withdrawal, appendedAt));
        }
    }

    private void tell(Directive directive, Instant appendedAt) {
        boolean isNumber = PhoneNumber.isE164(directive.getSubject());
        DirectiveKind confirm = isNumber ? DirectiveKind.CONFIRM_BLOCK : DirectiveKind.CONFIRM_FREEZE;
        boolean isExtension = directive.getKind() == DirectiveKind.EXTEND && !isNumber;
        if (isExtension && directive.getUntil() == null) {
            throw new Unusable(
                    RejectReason.BAD_TIMESTAMP,
                    "directive " + directive.getDirectiveId() + " extends the hold of " + directive.getSubject()
                            + ", but 'until' says no time: expected until when it is to be held");
        }
        boolean isAnswer = directive.getKind() == confirm
                || directive.getKind() == DirectiveKind.RELEASE
                || directive.getKind() == DirectiveKind.DISMISS;
        if (!isAnswer && !isExtension) {
            throw new Unusable(
                    RejectReason.OTHER,
                    "directive " + directive.getDirectiveId() + " orders " + directive.getKind() + " for "
                            + directive.getSubject() + ": expected " + confirm + ", " + DirectiveKind.RELEASE
                            + (isNumber ? " or " : ", " + DirectiveKind.EXTEND + " or ") + DirectiveKind.DISMISS
                            + ", or WITHDRAW_REPORT for a report");
        }
        if (isNumber) {
            NumberMessage message = new NumberMessage(directive, appendedAt);
            outlets().forward(context(), Topics.NUMBER_MESSAGES, directive.getSubject(), message);
        } else {
            String account = AccountId.parse(directive.getSubject()).toString();
            outlets().forward(context(), Topics.ACCOUNT_MESSAGES, account, new AccountMessage(directive, appendedAt));
        }
    }
}
