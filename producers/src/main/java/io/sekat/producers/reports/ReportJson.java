package io.sekat.producers.reports;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sekat.events.RejectReason;
import io.sekat.events.ReportedAccount;
import io.sekat.events.ReportedPayment;
import io.sekat.events.ScamReport;
import io.sekat.events.Victim;
import io.sekat.money.Money;
import io.sekat.producers.values.BadValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads one report from JSON. It refuses only what a {@link ScamReport} cannot express; whether a report is accepted is
 * the Streams application's decision (design section 4.1). Fields that it does not know are ignored.
 */
public final class ReportJson {
    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build()
            .readerFor(JsonNode.class);

    private ReportJson() {}

    /** What became of a report's JSON. */
    public sealed interface Result {}

    /**
     * A report that can be published, under its id.
     *
     * @param report the report; its id is empty when none was given
     */
    public record Good(ScamReport report) implements Result {}

    /**
     * JSON that no report can be made of.
     *
     * @param reportId the report's id; null: that could not be read
     * @param reason the reason's code
     * @param message the field, its value and what was expected
     */
    public record Bad(@Nullable String reportId, RejectReason reason, String message) implements Result {}

    /**
     * Reads a report.
     *
     * @param json a JSON object in UTF-8
     */
    public static Result read(byte[] json) {
        @Nullable String reportId = null;
        try {
            JsonFields root = JsonFields.of(tree(json));
            reportId = root.text("report_id");
            return new Good(report(reportId == null ? "" : reportId, root));
        } catch (BadValue e) {
            return new Bad(reportId == null || reportId.isBlank() ? null : reportId, e.reason(), e.getMessage());
        }
    }

    private static JsonNode tree(byte[] json) throws BadValue {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            JsonLocation location = e.getLocation();
            String at = location == null ? "" : " at column " + location.getColumnNr();
            throw new BadValue(RejectReason.MALFORMED, null, "line is not JSON" + at + ": " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new BadValue(RejectReason.MALFORMED, null, "line is not JSON in UTF-8: " + e.getMessage());
        }
    }

    private static ScamReport report(String reportId, JsonFields root) throws BadValue {
        JsonFields victim = root.object("victim");
        return new ScamReport(
                reportId,
                root.textOrEmpty("channel"),
                root.time("reported_at"),
                root.textOrEmpty("scam_type"),
                root.text("narrative"),
                new Victim(victim.text("ref"), victim.text("bank"), victim.text("account")),
                payments(root),
                suspectAccounts(root),
                root.texts("suspect_phones"),
                root.texts("suspect_urls"));
    }

    private static List<ReportedPayment> payments(JsonFields root) throws BadValue {
        List<ReportedPayment> payments = new ArrayList<>();
        for (JsonFields payment : root.objects("payments")) {
            Money amount = payment.money("amount", "currency");
            payments.add(new ReportedPayment(
                    amount.minor(),
                    amount.currency(),
                    payment.optionalTime("paid_at"),
                    payment.text("transfer_ref"),
                    payment.text("suspect_bank"),
                    payment.text("suspect_account")));
        }
        return payments;
    }

    private static List<ReportedAccount> suspectAccounts(JsonFields root) throws BadValue {
        List<ReportedAccount> accounts = new ArrayList<>();
        for (JsonFields account : root.objects("suspect_accounts")) {
            accounts.add(new ReportedAccount(account.textOrEmpty("bank"), account.textOrEmpty("account")));
        }
        return accounts;
    }
}
