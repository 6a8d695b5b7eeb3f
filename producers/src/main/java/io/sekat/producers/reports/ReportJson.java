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
import io.sekat.reports.ReportCheck;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
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

    private static final Pattern UPPER_CASE = Pattern.compile("[A-Z]");

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
     * @param fields every field that cannot be used, in the order in which they are read; never none
     */
    public record Bad(@Nullable String reportId, List<BadField> fields) implements Result {
        public Bad {
            fields = List.copyOf(fields);
        }

        /** Bad as a whole. */
        public static Bad whole(RejectReason reason, String problem) {
            return new Bad(null, List.of(new BadField(reason, "", problem)));
        }

        /** The code of the first reason. */
        public RejectReason reason() {
            return fields.get(0).reason();
        }

        /** The first field, its value and what was expected. */
        public String message() {
            return fields.get(0).message();
        }
    }

    /**
     * Reads a report.
     *
     * @param json a JSON object in UTF-8
     */
    public static Result read(byte[] json) {
        return read(json, (report, bad) -> List.of());
    }

    /**
     * Reads a report and looks also for what would have it rejected later on, so that whoever sends it is told at once.
     * Only the Streams application knows whether the banks take part.
     *
     * @param json a JSON object in UTF-8
     * @param receivedAt when it came in, UTC
     */
    public static Result check(byte[] json, Instant receivedAt) {
        return read(
                json,
                (report, bad) -> ReportCheck.flaws(report, receivedAt).stream()
                        .map(flaw -> new BadField(flaw.reason(), jsonName(flaw.field()), flaw.problem()))
                        .filter(field -> bad.stream().noneMatch(noted -> explains(noted, field)))
                        .toList());
    }

    /** Looks at a report that could be read, but for the fields that are noted already. */
    private interface Check {
        List<BadField> look(ScamReport report, List<BadField> noted);
    }

    private static Result read(byte[] json, Check check) {
        List<BadField> bad = new ArrayList<>();
        try {
            JsonFields root = JsonFields.of(tree(json), bad);
            @Nullable String reportId = root.text("report_id");
            ScamReport report = report(reportId == null ? "" : reportId, root);
            bad.addAll(check.look(report, List.copyOf(bad)));
            return bad.isEmpty()
                    ? new Good(report)
                    : new Bad(reportId == null || reportId.isBlank() ? null : reportId, bad);
        } catch (BadValue e) {
            return Bad.whole(e.reason(), e.getMessage());
        }
    }

    /** The JSON's name of an event's field, e.g. {@code payments[0].paid_at} for {@code payments[0].paidAt}. */
    private static String jsonName(String field) {
        return UPPER_CASE
                .matcher(field)
                .replaceAll(letter -> "_" + letter.group().toLowerCase(Locale.ROOT));
    }

    /** Whether a field is found bad only because another one, or the same, could not be read. */
    private static boolean explains(BadField noted, BadField field) {
        if (field.field().isEmpty()) {
            return noted.field().startsWith("payments") || noted.field().startsWith("suspect");
        }
        boolean isItsCurrency = noted.field().equals(field.field().replace(".amount", ".currency"));
        return isItsCurrency || noted.field().equals(field.field());
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

    private static ScamReport report(String reportId, JsonFields root) {
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

    private static List<ReportedPayment> payments(JsonFields root) {
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

    private static List<ReportedAccount> suspectAccounts(JsonFields root) {
        List<ReportedAccount> accounts = new ArrayList<>();
        for (JsonFields account : root.objects("suspect_accounts")) {
            accounts.add(new ReportedAccount(account.textOrEmpty("bank"), account.textOrEmpty("account")));
        }
        return accounts;
    }
}
