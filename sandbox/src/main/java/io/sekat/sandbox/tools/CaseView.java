package io.sekat.sandbox.tools;

import com.fasterxml.jackson.databind.JsonNode;
import io.sekat.cli.Terminal;
import io.sekat.consumers.police.CaseStore.Asked;
import io.sekat.consumers.police.CaseStore.BankSums;
import io.sekat.consumers.police.CaseStore.CaseFile;
import io.sekat.money.Money;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/**
 * A case as people read it.
 *
 * @param file the case
 * @param zone the reader's time zone
 */
record CaseView(CaseFile file, ZoneId zone) {

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        head(lines);
        section(lines, "REPORTS", reports());
        if (!file.banks().isEmpty()) {
            section(lines, "WHERE THE MONEY IS", banks());
        }
        if (!file.asked().isEmpty()) {
            section(lines, "ASKED AND ANSWERED", asked());
        }
        if (!file.escalations().isEmpty()) {
            section(lines, "NOT ANSWERED IN TIME", escalations());
        }
        if (!file.reviews().isEmpty()) {
            section(lines, "FOR PEOPLE TO DECIDE", reviews());
        }
        return lines;
    }

    private void head(List<String> lines) {
        JsonNode summary = file.summary();
        if (summary == null) {
            lines.add("Report " + file.caseId() + ", of no case");
            return;
        }
        lines.add("Case " + file.caseId() + ": " + summary.path("reportCount").asInt() + " reports, "
                + summary.path("victimCount").asInt() + " victims, "
                + time(summary.path("firstIncidentAt")) + " to " + time(summary.path("lastIncidentAt")));
        for (String sum : List.of("lost", "claimed", "held", "confirmed", "cashedOut", "returned")) {
            String amounts = CaseListCommand.amounts(summary.path(sum));
            if (!amounts.isEmpty()) {
                lines.add(String.format("  %-11s%s", sum.equals("cashedOut") ? "cashed out" : sum, amounts));
            }
        }
        List<String> shown = new ArrayList<>();
        summary.path("scamTypes").forEach(type -> shown.add(type.asText()));
        summary.path("participants").forEach(participant -> shown.add(participant.asText()));
        lines.add("  " + Terminal.printable(String.join(", ", shown)));
    }

    private static void section(List<String> lines, String title, Table table) {
        lines.add("");
        lines.add(title);
        table.toString().lines().forEach(lines::add);
    }

    private Table reports() {
        Table table = new Table(List.of("REPORT", "TIME", "SCAM", "VICTIM", "LOST", "NARRATIVE"));
        for (JsonNode report : file.reports()) {
            List<String> lost = new ArrayList<>();
            report.path("payments")
                    .forEach(payment -> lost.add(new Money(
                                    payment.path("currency").asText(),
                                    payment.path("amountMinor").asLong())
                            .toString()));
            table.row(
                    report.path("reportId").asText(),
                    time(report.path("reportedAt")),
                    report.path("scamType").asText(),
                    report.path("victim").path("ref").asText(""),
                    String.join(" + ", lost),
                    report.path("narrative").asText("").replaceAll("\\s+", " "));
        }
        return table;
    }

    private Table banks() {
        Table table = new Table(List.of("BANK", "ACCOUNTS", "HELD", "CONFIRMED", "RELEASED", "CASHED OUT", "RETURNED"));
        for (BankSums bank : file.banks()) {
            table.row(
                    bank.participantId(),
                    String.valueOf(bank.accounts()),
                    money(bank, bank.held()),
                    money(bank, bank.confirmed()),
                    money(bank, bank.released()),
                    money(bank, bank.cashedOut()),
                    money(bank, bank.returned()));
        }
        return table;
    }

    private static String money(BankSums bank, long minor) {
        return new Money(bank.currency(), minor).toString();
    }

    private Table asked() {
        Table table = new Table(List.of("SUBJECT", "PARTICIPANT", "ASKED", "SUM", "DUE", "ANSWER", "SUM HELD"));
        for (Asked asked : file.asked()) {
            JsonNode alert = asked.alert();
            JsonNode response = asked.response();
            table.row(
                    asked.subject(),
                    asked.participantId(),
                    asked.action(),
                    alert.has("amount")
                            ? CaseListCommand.amount(alert.path("amount"))
                            : CaseListCommand.amounts(alert.path("hold")),
                    time(alert.path("respondBy")),
                    response == null ? "" : response.path("outcome").asText(),
                    response == null ? "" : CaseListCommand.amounts(response.path("held")));
        }
        return table;
    }

    private Table escalations() {
        Table table = new Table(List.of("PARTICIPANT", "SUBJECT", "LEVEL", "DUE", "ESCALATED"));
        for (JsonNode escalation : file.escalations()) {
            table.row(
                    escalation.path("participant_id").asText(),
                    escalation.path("subject").asText(),
                    escalation.path("level").asText(),
                    time(escalation.path("respond_by")),
                    time(escalation.path("escalated_at")));
        }
        return table;
    }

    private Table reviews() {
        Table table = new Table(List.of("SUBJECT", "STATE", "REASON", "WHAT"));
        for (JsonNode review : file.reviews()) {
            table.row(
                    review.path("subject").asText(),
                    review.path("state").asText(),
                    review.path("reason").asText(),
                    review.path("message").asText());
        }
        return table;
    }

    private String time(JsonNode time) {
        return DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm")
                .withZone(zone)
                .format(OffsetDateTime.parse(time.asText()));
    }
}
