package io.sekat.consumers;

import io.sekat.cli.SettingsCommand;
import io.sekat.config.SettingsException;
import io.sekat.consumers.alerts.AlertKind;
import io.sekat.consumers.alerts.Answer;
import io.sekat.consumers.alerts.EventWriter;
import io.sekat.consumers.alerts.Outcome;
import io.sekat.consumers.alerts.Reply;
import io.sekat.identifiers.AccountId;
import io.sekat.identifiers.ParticipantId;
import io.sekat.identifiers.PhoneNumber;
import io.sekat.identifiers.TransferRef;
import io.sekat.money.Money;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sekat answer}: a person answers an alert by hand. */
@Command(
        name = "answer",
        mixinStandardHelpOptions = true,
        description = "Answer a freeze alert, a return request or a block request by hand, for a bank or an operator.")
public final class AnswerCommand extends SettingsCommand {
    @ArgGroup(multiplicity = "1")
    private Who who = new Who();

    @Option(
            names = {"--alert-id", "--request-id"},
            required = true,
            paramLabel = "ID",
            description = "The alert or request that is answered.")
    private String alertId = "";

    @Option(names = "--revision", required = true, paramLabel = "N", description = "Its revision.")
    private long revision;

    @Option(
            names = "--outcome",
            required = true,
            paramLabel = "OUTCOME",
            description =
                    "What was done. Banks: HELD, PARTLY_HELD, NO_FUNDS, ALREADY_CLOSED, REFUSED, RELEASED, RETURNED;"
                            + " operators: BLOCKED, REFUSED, UNBLOCKED.")
    private Outcome outcome = Outcome.REFUSED;

    @Option(
            names = "--held",
            split = ",",
            paramLabel = "CURRENCY:AMOUNT",
            description = "What the bank holds, e.g. MYR:4820.00; HELD without it means all that is asked.")
    private List<String> held = List.of();

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why it was refused.")
    private @Nullable String reason;

    @Option(names = "--transfer-ref", paramLabel = "REF", description = "The transfer that gave the money back.")
    private @Nullable String transferRef;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Who answers, about what. */
    static final class Who {
        @ArgGroup(exclusive = false)
        private @Nullable Bank bank;

        @ArgGroup(exclusive = false)
        private @Nullable Operator operator;
    }

    /** A bank, about one of its accounts. */
    static final class Bank {
        @Option(names = "--bic", required = true, paramLabel = "BIC", description = "The bank that answers.")
        private String bic = "";

        @Option(names = "--account", required = true, paramLabel = "NUMBER", description = "Its account.")
        private String account = "";
    }

    /** An operator, about one of its numbers. */
    static final class Operator {
        @Option(names = "--operator", required = true, paramLabel = "ID", description = "The operator that answers.")
        private String id = "";

        @Option(names = "--phone", required = true, paramLabel = "E.164", description = "Its number, with a leading +.")
        private String phone = "";
    }

    @Override
    public Integer call() throws InterruptedException {
        Reply<?> reply;
        try {
            reply = reply();
        } catch (IllegalArgumentException e) {
            throw new SettingsException(String.valueOf(e.getMessage()));
        }
        try (EventWriter writer = EventWriter.of(settings(), "sekat-answer")) {
            PrintWriter out = spec.commandLine().getOut();
            RecordMetadata place = write(writer, reply);
            out.println("answered " + alertId + " revision " + revision + " with " + outcome + " in " + place.topic()
                    + "-" + place.partition() + " offset " + place.offset()
                    + "; if it answers nothing that was asked, it is in rejected-records");
        }
        return 0;
    }

    private Reply<?> reply() {
        Answer.Given answer = new Answer.Given(
                outcome,
                held.stream().map(AnswerCommand::money).toList(),
                reason,
                transferRef == null ? null : new TransferRef(transferRef));
        Bank bank = who.bank;
        if (bank != null) {
            Set<Outcome> outcomes = EnumSet.copyOf(AlertKind.FREEZE.outcomes());
            outcomes.addAll(AlertKind.RETURN.outcomes());
            check(outcomes, "a bank");
            AccountId account = AccountId.of(bank.bic, bank.account);
            return AlertKind.ofBank(
                    answer, Instant.now(), alertId, revision, account.bank().value(), account.number());
        }
        Operator operator = who.operator == null ? new Operator() : who.operator;
        check(AlertKind.BLOCK.outcomes(), "an operator");
        if (!PhoneNumber.isE164(operator.phone)) {
            throw new IllegalArgumentException(
                    "--phone '" + operator.phone + "' is not valid: expected an E.164 number such as +60123456789");
        }
        return AlertKind.ofOperator(
                answer,
                Instant.now(),
                alertId,
                revision,
                ParticipantId.parse(operator.id).value(),
                operator.phone);
    }

    private void check(Set<Outcome> allowed, String who) {
        if (!allowed.contains(outcome)) {
            throw new IllegalArgumentException(
                    "--outcome " + outcome + " is no answer of " + who + ": expected one of " + allowed);
        }
    }

    private static Money money(String text) {
        String[] parts = text.split(":", 2);
        if (parts.length != 2) {
            throw new IllegalArgumentException(
                    "--held '" + text + "' is not valid: expected currency and amount, such as MYR:4820.00");
        }
        return Money.parse(parts[1], parts[0]);
    }

    private static <R extends SpecificRecord> RecordMetadata write(EventWriter writer, Reply<R> reply)
            throws InterruptedException {
        return writer.write(reply.topic(), reply.key(), reply.event());
    }
}
