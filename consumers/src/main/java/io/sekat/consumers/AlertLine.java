package io.sekat.consumers;

import io.sekat.events.BlockRequest;
import io.sekat.events.FreezeAlert;
import io.sekat.money.Money;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;

/** Alerts as one line for people, times in their own zone. */
public final class AlertLine {
    private final DateTimeFormatter time;

    /**
     * Lines for people somewhere.
     *
     * @param zone their time zone
     */
    public AlertLine(ZoneId zone) {
        this.time = DateTimeFormatter.ofPattern("HH:mm:ss").withZone(zone);
    }

    /** An alert or request as a line; any other event by its schema's text. */
    public String of(SpecificRecord event) {
        if (event instanceof FreezeAlert alert) {
            return of(alert);
        } else if (event instanceof BlockRequest request) {
            return of(request);
        }
        return event.toString();
    }

    private String of(FreezeAlert alert) {
        String hold = alert.getHold().stream()
                .map(amount -> new Money(amount.getCurrency(), amount.getMinor()).toString())
                .collect(Collectors.joining(" + "));
        return line(
                alert.getIssuedAt(),
                alert.getBank(),
                alert.getAction().name(),
                alert.getAccount(),
                hold,
                alert.getRevision(),
                alert.getReasons(),
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
                request.getReasons(),
                request.getRespondBy());
    }

    private String line(
            Instant issuedAt,
            String recipient,
            String action,
            String subject,
            String hold,
            long revision,
            Iterable<?> reasons,
            Instant respondBy) {
        return String.format(
                "%s  %-10s  %-8s  %-16s  %14s  rev %-3d  %s  answer by %s",
                time.format(issuedAt), recipient, action, subject, hold, revision, reasons, time.format(respondBy));
    }
}
