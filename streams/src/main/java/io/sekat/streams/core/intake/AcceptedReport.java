package io.sekat.streams.core.intake;

import io.sekat.events.AccountMessage;
import io.sekat.events.CaseMessage;
import io.sekat.events.NumberMessage;
import io.sekat.events.ReportWithdrawn;
import io.sekat.streams.core.Effect;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A report that was accepted, and whom that was told, so that they can be told of its withdrawal.
 *
 * @param receivedAt when the broker took it, UTC
 * @param accounts accounts that it names or claims a payment from, {@code BIC:account}
 * @param numbers numbers that it names, E.164
 * @param withdrawn whether it was withdrawn; to withdraw it again changes nothing
 */
public record AcceptedReport(Instant receivedAt, List<String> accounts, List<String> numbers, boolean withdrawn) {
    public AcceptedReport {
        accounts = List.copyOf(accounts);
        numbers = List.copyOf(numbers);
    }

    /** The report as it was accepted. */
    public static AcceptedReport of(Instant receivedAt, Intake.Accepted accepted) {
        return new AcceptedReport(
                receivedAt, keys(accepted, Effect.TellAccount.class), keys(accepted, Effect.TellNumber.class), false);
    }

    private static List<String> keys(Intake.Accepted accepted, Class<? extends Effect> kind) {
        return accepted.effects().stream()
                .filter(kind::isInstance)
                .map(Effect::key)
                .distinct()
                .toList();
    }

    /** The same once it was withdrawn. */
    public AcceptedReport asWithdrawn() {
        return new AcceptedReport(receivedAt, accounts, numbers, true);
    }

    /**
     * What its withdrawal tells whom.
     *
     * @param causedAt when the broker took the directive, UTC
     */
    public List<Effect> withdrawal(ReportWithdrawn withdrawal, Instant causedAt) {
        List<Effect> effects = new ArrayList<>();
        accounts.forEach(
                account -> effects.add(new Effect.TellAccount(account, new AccountMessage(withdrawal, causedAt))));
        numbers.forEach(number -> effects.add(new Effect.TellNumber(number, new NumberMessage(withdrawal, causedAt))));
        effects.add(new Effect.TellCase(withdrawal.getReportId(), new CaseMessage(withdrawal)));
        return effects;
    }
}
