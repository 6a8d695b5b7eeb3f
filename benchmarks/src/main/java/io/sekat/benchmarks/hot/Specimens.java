package io.sekat.benchmarks.hot;

import io.sekat.config.Settings;
import io.sekat.events.AccountAction;
import io.sekat.events.AccountEntry;
import io.sekat.events.AccountMessage;
import io.sekat.events.AccountNamed;
import io.sekat.events.AccountStatus;
import io.sekat.events.CaseMessage;
import io.sekat.events.Directive;
import io.sekat.events.DirectiveKind;
import io.sekat.events.EnrichedAccount;
import io.sekat.events.EnrichedReport;
import io.sekat.events.FreezeAlert;
import io.sekat.events.FundTransfer;
import io.sekat.events.HolderType;
import io.sekat.events.LineStatus;
import io.sekat.events.LineType;
import io.sekat.events.NumberMessage;
import io.sekat.events.NumberNamed;
import io.sekat.events.PhoneEntry;
import io.sekat.events.ReportedAccount;
import io.sekat.events.ReportedPayment;
import io.sekat.events.ScamReport;
import io.sekat.events.TransferStatus;
import io.sekat.events.Victim;
import io.sekat.identifiers.AccountId;
import io.sekat.identifiers.ParticipantId;
import io.sekat.serdes.AvroSerdes;
import io.sekat.streams.core.Effect;
import io.sekat.streams.core.Occasion;
import io.sekat.streams.core.Outcome;
import io.sekat.streams.core.Rules;
import io.sekat.streams.core.account.AccountDecider;
import io.sekat.streams.core.account.AccountState;
import io.sekat.streams.core.intake.Intake;
import io.sekat.streams.core.intake.ReportRule;
import io.sekat.streams.core.intake.TypedNumbers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Typical events and states. */
final class Specimens {
    static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");
    static final Rules RULES = Rules.of(Settings.defaults());
    static final ReportRule REPORTS =
            new ReportRule(typed -> Optional.of(new ParticipantId(typed)), new TypedNumbers("MY"));
    static final AccountId ACCOUNT = AccountId.parse("BANKMY01:7000012345");
    static final String NUMBER = "+60122345678";
    static final Occasion OCCASION = new Occasion(NOW, NOW, true, participant -> Duration.ofMinutes(15));

    static {
        AvroSerdes.trustEvents();
    }

    private Specimens() {}

    static AccountMessage accountNamed(int report) {
        return new AccountMessage(new AccountNamed("R" + report, "v" + report, NOW), NOW);
    }

    static NumberMessage numberNamed(int report) {
        return new NumberMessage(new NumberNamed("R" + report, "v" + report, NOW, NOW), NOW);
    }

    static AccountEntry accountEntry() {
        return AccountEntry.newBuilder()
                .setBank(ACCOUNT.bank().value())
                .setAccount(ACCOUNT.number())
                .setStatus(AccountStatus.ACTIVE)
                .setHolderToken("h1")
                .setHolderType(HolderType.INDIVIDUAL)
                .setOpenedAt(Instant.EPOCH)
                .build();
    }

    static PhoneEntry phoneEntry() {
        return PhoneEntry.newBuilder()
                .setPhoneNumber(NUMBER)
                .setOperator("OPERATOR1")
                .setStatus(LineStatus.ACTIVE)
                .setLineType(LineType.PREPAID)
                .setActivatedAt(Instant.EPOCH)
                .build();
    }

    static FundTransfer transfer() {
        return FundTransfer.newBuilder()
                .setTransferRef("T1795550000000-12345")
                .setDebtorBank("BANKMY02")
                .setDebtorAccount("8000012345")
                .setCreditorBank(ACCOUNT.bank().value())
                .setCreditorAccount(ACCOUNT.number())
                .setAmountMinor(123_456)
                .setCurrency("MYR")
                .setSettledAt(NOW)
                .setStatus(TransferStatus.SETTLED)
                .build();
    }

    static ScamReport report() {
        return ScamReport.newBuilder()
                .setReportId("R12345")
                .setChannel("HOTLINE_997")
                .setScamType("PHONE_SCAM")
                .setReportedAt(NOW)
                .setNarrative("Someone who said he was an officer told me to move my savings to a safe account.")
                .setVictim(new Victim("v1", "BANKMY02", "8000012345"))
                .setPayments(List.of(ReportedPayment.newBuilder()
                        .setAmountMinor(123_456)
                        .setCurrency("MYR")
                        .setPaidAt(NOW)
                        .setTransferRef("T1795550000000-12345")
                        .setSuspectBank(ACCOUNT.bank().value())
                        .setSuspectAccount("7000-012345")
                        .build()))
                .setSuspectAccounts(List.of(new ReportedAccount("BANKMY03", "9000 012345")))
                .setSuspectPhones(List.of("012-234 5678"))
                .build();
    }

    /** An account that three reports name, of which the bank was told. */
    static AccountState accountState() {
        AccountState state = AccountState.EMPTY;
        for (int report = 1; report <= 3; report++) {
            state = AccountDecider.hear(state, accountNamed(report), NOW);
        }
        return settle(AccountState.EMPTY, state).state();
    }

    /** The same account once the centre ordered to freeze it: the bank owes an answer. */
    static AccountState frozenState() {
        Directive order = Directive.newBuilder()
                .setDirectiveId("D1")
                .setSubject(ACCOUNT.toString())
                .setKind(DirectiveKind.CONFIRM_FREEZE)
                .setIssuedBy("desk")
                .setIssuedAt(NOW)
                .build();
        AccountState before = accountState();
        return settle(before, AccountDecider.hear(before, new AccountMessage(order, NOW), NOW))
                .state();
    }

    private static Outcome<AccountState> settle(AccountState before, AccountState told) {
        return new AccountDecider(ACCOUNT, RULES)
                .settle(
                        new AccountDecider.Known(before, Optional.of(accountEntry())),
                        new AccountDecider.Known(told, Optional.of(accountEntry())),
                        new NoMoney(),
                        OCCASION);
    }

    /** The alert that the bank was sent about it. */
    static FreezeAlert alert() {
        AccountState named = AccountDecider.hear(AccountState.EMPTY, accountNamed(1), NOW);
        return settle(AccountState.EMPTY, named).effects().stream()
                .filter(Effect.AskBank.class::isInstance)
                .map(effect -> ((Effect.AskBank) effect).event())
                .findFirst()
                .orElseThrow();
    }

    /** The file of the report as it is opened. */
    static EnrichedReport file() {
        return ((Intake.Accepted) REPORTS.decide(report(), NOW))
                .effects().stream()
                        .filter(Effect.TellCase.class::isInstance)
                        .map(effect -> ((Effect.TellCase) effect).event().getBody())
                        .filter(EnrichedReport.class::isInstance)
                        .map(EnrichedReport.class::cast)
                        .findFirst()
                        .orElseThrow();
    }

    /** What the first account of a file is asked, which is news to it. */
    static CaseMessage factFor(EnrichedReport file) {
        return new CaseMessage(EnrichedAccount.newBuilder(file.getAccounts().get(0))
                .setAction(AccountAction.WATCH)
                .setReasons(alert().getReasons())
                .setAlertId(alert().getAlertId())
                .setAlertRevision(1)
                .build());
    }
}
