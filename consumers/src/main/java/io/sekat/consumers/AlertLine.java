package io.sekat.consumers;

import io.sekat.events.AlertReason;
import io.sekat.events.Amount;
import io.sekat.events.BlockRequest;
import io.sekat.events.FreezeAlert;
import io.sekat.events.ReturnRequest;
import io.sekat.money.InvalidMoney;
import io.sekat.money.Money;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;

/** Alerts as one aligned line for people, times in their own zone. */
public final class AlertLine {
    private static final String RESET = "\u001B[0m";

    private final ZoneId zone;
    private final DateTimeFormatter time = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private final DateTimeFormatter day = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    private final boolean inColour;

    /**
     * Lines for people somewhere, without colours.
     *
     * @param zone their time zone
     */
    public AlertLine(ZoneId zone) {
        this(zone, false);
    }

    private AlertLine(ZoneId zone, boolean inColour) {
        this.zone = zone;
        this.inColour = inColour;
    }

    /** The same lines with the action in colour, for a terminal. */
    public AlertLine inColour() {
        return new AlertLine(zone, true);
    }

    /** An alert or request as a line; any other event by its schema's text. */
    public String of(SpecificRecord event) {
        if (event instanceof FreezeAlert alert) {
            return of(alert);
        } else if (event instanceof BlockRequest request) {
            return of(request);
        } else if (event instanceof ReturnRequest request) {
            return of(request);
        }
        return event.toString();
    }

    private String of(FreezeAlert alert) {
        return line(
                alert.getIssuedAt(),
                alert.getBank(),
                alert.getAction().name(),
                alert.getAccount(),
                alert.getHold().stream().map(AlertLine::money).collect(Collectors.joining(" + ")),
                alert.getRevision(),
                words(alert.getReasons()),
                alert.getRespondBy());
    }

    private String of(BlockRequest request) {
        return line(
                request.getIssuedAt(),
                request.getOperator(),
                request.getAction().name(),
                request.getPhoneNumber(),
                "",
                request.getRevision(),
                words(request.getReasons()),
                request.getRespondBy());
    }

    private String of(ReturnRequest request) {
        boolean isWithdrawn = request.getWithdrawn();
        return line(
                request.getIssuedAt(),
                request.getBank(),
                isWithdrawn ? "WITHDRAW" : "RETURN",
                request.getAccount(),
                isWithdrawn ? "" : money(request.getAmount()),
                request.getRevision(),
                (isWithdrawn ? "nothing more to " : "to ") + request.getVictimBank() + ":" + request.getVictimAccount(),
                request.getRespondBy());
    }

    private String line(
            Instant issuedAt,
            String recipient,
            String action,
            String subject,
            String hold,
            long revision,
            String why,
            Instant respondBy) {
        return String.format(
                Locale.ROOT,
                "%s  %-10s  %s  %-16s  %16s  rev %-3d  answer by %s  %s",
                time.format(issuedAt.atZone(zone)),
                recipient,
                action(action),
                subject,
                hold,
                revision,
                deadline(issuedAt, respondBy),
                why);
    }

    private String action(String action) {
        String padded = String.format(Locale.ROOT, "%-8s", action);
        if (!inColour) {
            return padded;
        }
        return switch (action) {
            case "FREEZE", "BLOCK" -> "\u001B[1;31m" + padded + RESET;
            case "HOLD" -> "\u001B[33m" + padded + RESET;
            case "RELEASE", "WITHDRAW", "RETURN" -> "\u001B[32m" + padded + RESET;
            default -> padded;
        };
    }

    /** The time of day; with the date when it is another day. */
    private String deadline(Instant issuedAt, Instant respondBy) {
        boolean isSameDay = issuedAt.atZone(zone)
                .toLocalDate()
                .equals(respondBy.atZone(zone).toLocalDate());
        return (isSameDay ? time : day).format(respondBy.atZone(zone));
    }

    private static String money(Amount amount) {
        try {
            return new Money(amount.getCurrency(), amount.getMinor()).toString();
        } catch (InvalidMoney e) {
            // Showing it comes before knowing how many decimals its currency has.
            return amount.getCurrency() + " " + amount.getMinor() + " minor units";
        }
    }

    private static String words(Collection<AlertReason> reasons) {
        return reasons.stream()
                .map(reason -> reason.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .collect(Collectors.joining(", "));
    }
}
