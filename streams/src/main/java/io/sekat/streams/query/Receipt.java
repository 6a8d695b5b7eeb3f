package io.sekat.streams.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sekat.events.AccountAction;
import io.sekat.events.EnrichedAccount;
import io.sekat.events.EnrichedNumber;
import io.sekat.events.EnrichedReport;
import io.sekat.events.NumberAction;
import io.sekat.streams.core.intake.AcceptedReport;
import io.sekat.streams.core.intake.RejectedReport;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of a report, for whoever sent it: its alerts by kind, action and answer, without saying which account or
 * number each is about.
 */
final class Receipt {
    private Receipt() {}

    private record Alert(String kind, String action, String answer) implements Comparable<Alert> {
        @Override
        public int compareTo(Alert other) {
            return toString().compareTo(other.toString());
        }
    }

    /** Of a report with a file. */
    static ObjectNode of(EnrichedReport file) {
        ObjectNode receipt = receipt(file.getReportId(), file.getWithdrawnAt() == null ? "accepted" : "withdrawn");
        receipt.put("received_at", file.getReceivedAt().toString());
        receipt.put("revision", file.getRevision());
        Map<Alert, Integer> alerts = new TreeMap<>();
        file.getAccounts().forEach(account -> alerts.merge(alert(account), 1, Integer::sum));
        file.getNumbers().forEach(number -> alerts.merge(alert(number), 1, Integer::sum));
        ArrayNode listed = receipt.putArray("alerts");
        alerts.forEach((alert, count) -> listed.addObject()
                .put("kind", alert.kind())
                .put("action", alert.action())
                .put("answer", alert.answer())
                .put("count", count));
        ArrayNode notes = receipt.putArray("notes");
        file.getNotes()
                .forEach(note -> notes.addObject().put("field", note.getField()).put("message", note.getMessage()));
        return receipt;
    }

    private static Alert alert(EnrichedAccount account) {
        AccountAction action = account.getAction();
        return new Alert(
                "account",
                action.name(),
                account.getAnswer() == null
                        ? "NONE"
                        : account.getAnswer().getOutcome().name());
    }

    private static Alert alert(EnrichedNumber number) {
        NumberAction action = number.getAction();
        return new Alert(
                "number",
                action.name(),
                number.getAnswer() == null
                        ? "NONE"
                        : number.getAnswer().getOutcome().name());
    }

    /** Of a report that was accepted and has no file yet. */
    static ObjectNode of(String reportId, AcceptedReport accepted) {
        return receipt(reportId, "accepted")
                .put("received_at", accepted.receivedAt().toString());
    }

    /** Of a report that was rejected. */
    static ObjectNode of(String reportId, RejectedReport rejected) {
        return receipt(reportId, "rejected")
                .put("reason", rejected.reason().name())
                .put("message", rejected.message());
    }

    private static ObjectNode receipt(String reportId, String state) {
        return JsonNodeFactory.instance.objectNode().put("report_id", reportId).put("state", state);
    }
}
