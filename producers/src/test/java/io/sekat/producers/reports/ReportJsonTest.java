package io.sekat.producers.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.sekat.events.RejectReason;
import io.sekat.events.ReportedAccount;
import io.sekat.events.ReportedPayment;
import io.sekat.events.ScamReport;
import io.sekat.events.Victim;
import io.sekat.producers.reports.ReportJson.Bad;
import io.sekat.producers.reports.ReportJson.Good;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportJsonTest {
    private static final String TIME = "\"reported_at\": \"2026-03-02T06:54:05.848Z\"";

    @Test
    void everyFieldIsTakenAsItWasTyped() {
        ScamReport report = good("""
                {"report_id": "N-1", "channel": "HOTLINE_997", "reported_at": "2026-03-02T14:54:05.848+08:00",
                 "scam_type": "PHONE_SCAM", "narrative": "Said a parcel was held.", "case_officer": {"rank": 3},
                 "victim": {"ref": "v-717", "bank": "MBBEMYKL", "account": "447204962486"},
                 "payments": [{"amount": "298.04", "currency": "MYR", "paid_at": null, "transfer_ref": null,
                               "suspect_bank": "RHB Bank", "suspect_account": "9150 3216056295"}],
                 "suspect_accounts": [{"bank": "CIMB", "account": "12-34"}],
                 "suspect_phones": ["018-210 0104"], "suspect_urls": ["http://x.example"]}
                """);

        assertThat(report)
                .isEqualTo(new ScamReport(
                        "N-1",
                        "HOTLINE_997",
                        Instant.parse("2026-03-02T06:54:05.848Z"),
                        "PHONE_SCAM",
                        "Said a parcel was held.",
                        new Victim("v-717", "MBBEMYKL", "447204962486"),
                        List.of(new ReportedPayment(29_804L, "MYR", null, null, "RHB Bank", "9150 3216056295")),
                        List.of(new ReportedAccount("CIMB", "12-34")),
                        List.of("018-210 0104"),
                        List.of("http://x.example")));
    }

    @Test
    void whatIsLeftOutIsEmpty() {
        ScamReport report = good("{" + TIME + "}");

        assertThat(report)
                .isEqualTo(new ScamReport(
                        "",
                        "",
                        Instant.parse("2026-03-02T06:54:05.848Z"),
                        "",
                        null,
                        new Victim(null, null, null),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of()));
    }

    @ParameterizedTest
    @CsvSource({"298.04, 29804", "-5, -500", "0, 0", "1e3, 100000", "'\"-5.00\"', -500"})
    void anAmountIsANumberOrADecimalString(String amount, long minor) {
        ScamReport report = good("{" + TIME + ", \"payments\": [{\"amount\": " + amount + ", \"currency\": \"MYR\"}]}");

        assertThat(report.getPayments().get(0).getAmountMinor()).isEqualTo(minor);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"report_id": "B", "channel": | | MALFORMED | line is not JSON at column
            {"report_id": "B"} {} | | MALFORMED | line is not JSON
            {"report_id": "B", "report_id": "C"} | | MALFORMED | line is not JSON
            [1] | | MALFORMED | line is an array: expected a JSON object with one report
            null | | MALFORMED | line is null: expected
            {"report_id": 7} | | MALFORMED | field report_id: value is a number: expected a string
            {"report_id": "B", "reported_at": "yesterday"} | B | BAD_TIMESTAMP | field reported_at: 'yesterday' is not valid: expected an ISO 8601 time with zone
            {"report_id": "B"} | B | BAD_TIMESTAMP | field reported_at: ''
            {"report_id": "B", "reported_at": 1772434445} | B | BAD_TIMESTAMP | field reported_at: '1772434445'
            {"report_id": "B", "reported_at": "2026-03-02T06:54:05"} | B | BAD_TIMESTAMP | field reported_at
            {"report_id": "B", "reported_at": "+999999999-01-01T00:00:00Z"} | B | BAD_TIMESTAMP | field reported_at
            {"report_id": "B", "reported_at": "2026-03-02T06:54:05Z", "victim": "v-1"} | B | MALFORMED | field victim: value is a string: expected an object
            {"report_id": "B", "reported_at": "2026-03-02T06:54:05Z", "victim": {"account": 12}} | B | MALFORMED | field victim.account: value is a number
            {"report_id": "B", "reported_at": "2026-03-02T06:54:05Z", "payments": {}} | B | MALFORMED | field payments: value is an object: expected an array
            {"report_id": "B", "reported_at": "2026-03-02T06:54:05Z", "suspect_phones": ["1", null]} | B | MALFORMED | field suspect_phones[1]: value is null
            {"report_id": "B", "reported_at": "2026-03-02T06:54:05Z", "payments": [{"amount": "ten", "currency": "MYR"}]} | B | BAD_AMOUNT | field payments[0].amount: amount 'ten' is not valid
            {"report_id": "B", "reported_at": "2026-03-02T06:54:05Z", "payments": [{"amount": true, "currency": "MYR"}]} | B | BAD_AMOUNT | field payments[0].amount: 'true' is not valid
            {"report_id": "B", "reported_at": "2026-03-02T06:54:05Z", "payments": [{"amount": 1e999999999, "currency": "MYR"}]} | B | BAD_AMOUNT | field payments[0].amount: amount '1E+999999999' is not valid
            {"report_id": "B", "reported_at": "2026-03-02T06:54:05Z", "payments": [{"currency": "MYR"}]} | B | BAD_AMOUNT | field payments[0].amount: '' is not valid
            {"report_id": "B", "reported_at": "2026-03-02T06:54:05Z", "payments": [{"amount": "1"}]} | B | BAD_AMOUNT | field payments[0].currency: '' is not valid
            {"report_id": "B", "reported_at": "2026-03-02T06:54:05Z", "payments": [{"amount": "1", "currency": "RM"}]} | B | BAD_AMOUNT | field payments[0].amount: currency 'RM' is not valid
            {"report_id": "B", "reported_at": "2026-03-02T06:54:05Z", "payments": [{"amount": "1", "currency": "MYR", "paid_at": "noon"}]} | B | BAD_TIMESTAMP | field payments[0].paid_at: 'noon' is not valid
            """)
    void whatAReportCannotExpressIsRefused(String json, String reportId, RejectReason reason, String message) {
        Bad bad = bad(json);

        assertThat(bad.reason()).isEqualTo(reason);
        assertThat(bad.message()).startsWith(message);
        assertThat(bad.reportId()).isEqualTo(reportId);
    }

    @Test
    void everyBadFieldIsNamedAtOnce() {
        Bad bad = bad("""
                {"report_id": 7, "reported_at": "yesterday", "victim": [],
                 "payments": [{"amount": "ten", "currency": "MYR", "paid_at": "noon"}, 5, {"amount": "1"}],
                 "suspect_accounts": {}, "suspect_phones": ["1", 2]}
                """);

        assertThat(bad.fields())
                .extracting(BadField::field)
                .containsExactly(
                        "report_id",
                        "victim",
                        "reported_at",
                        "payments[1]",
                        "payments[0].amount",
                        "payments[0].paid_at",
                        "payments[2].currency",
                        "suspect_accounts",
                        "suspect_phones[1]");
    }

    @Test
    void aCheckNamesAlsoWhatWouldBeRejectedLaterOn() {
        Bad bad = checked("""
                {"reported_at": "1999-01-01T00:00:00Z", "suspect_phones": [""],
                 "payments": [{"amount": "-1", "currency": "MYR", "paid_at": "2030-01-01T00:00:00Z"}]}
                """);

        assertThat(bad.fields())
                .extracting(BadField::reason, BadField::field)
                .containsExactly(
                        tuple(RejectReason.MISSING_REPORT_ID, "report_id"),
                        tuple(RejectReason.BAD_TIMESTAMP, "reported_at"),
                        tuple(RejectReason.BAD_AMOUNT, "payments[0].amount"),
                        tuple(RejectReason.BAD_TIMESTAMP, "payments[0].paid_at"),
                        tuple(RejectReason.NO_SUSPECT, ""));
    }

    @Test
    void aFieldThatCouldNotBeReadIsNamedOnceOnly() {
        Bad bad = checked("""
                {"report_id": 7, "reported_at": "yesterday", "payments": [{"amount": "1"}, {"amount": "x", "currency": "MYR"}]}
                """);

        assertThat(bad.fields())
                .extracting(BadField::field)
                .containsExactly("report_id", "reported_at", "payments[0].currency", "payments[1].amount");
    }

    @Test
    void deepNestingIsRefused() {
        assertThat(bad("{\"a\":".repeat(100_000)).reason()).isEqualTo(RejectReason.MALFORMED);
    }

    @Property(tries = 500)
    void anyBytesAreReadOrRefused(@ForAll byte[] bytes) {
        assertThat(ReportJson.read(bytes)).isNotNull();
    }

    private static Bad checked(String json) {
        ReportJson.Result result =
                ReportJson.check(json.getBytes(StandardCharsets.UTF_8), Instant.parse("2026-03-02T07:00:00Z"));
        assertThat(result).isInstanceOf(Bad.class);
        return (Bad) result;
    }

    private static ScamReport good(String json) {
        ReportJson.Result result = read(json);
        assertThat(result).isInstanceOf(Good.class);
        return ((Good) result).report();
    }

    private static Bad bad(String json) {
        ReportJson.Result result = read(json);
        assertThat(result).isInstanceOf(Bad.class);
        return (Bad) result;
    }

    private static ReportJson.Result read(String json) {
        return ReportJson.read(json.getBytes(StandardCharsets.UTF_8));
    }
}
