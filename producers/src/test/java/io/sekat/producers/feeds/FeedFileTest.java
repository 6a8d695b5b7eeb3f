package io.sekat.producers.feeds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sekat.events.AccountEntry;
import io.sekat.events.AccountStatus;
import io.sekat.events.FundTransfer;
import io.sekat.events.HolderType;
import io.sekat.events.LineStatus;
import io.sekat.events.LineType;
import io.sekat.events.Participant;
import io.sekat.events.ParticipantKind;
import io.sekat.events.PhoneEntry;
import io.sekat.events.RejectReason;
import io.sekat.events.TransferStatus;
import io.sekat.producers.feeds.FeedFile.Bad;
import io.sekat.producers.feeds.FeedFile.Good;
import io.sekat.producers.feeds.FeedFile.Result;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeedFileTest {
    private static final String ACCOUNTS = "bank,account,status,holder_token,holder_type,opened_at,protected\n";
    private static final String TRANSFERS = "transfer_ref,debtor_bank,debtor_account,creditor_bank,creditor_account,"
            + "amount,currency,channel,settled_at,status\n";
    private static final String PHONES =
            "phone_number,operator,status,line_type,activated_at,subscriber_token,protected\n";

    @Test
    void anAccountRowBecomesAnEntry() throws Exception {
        Good row = good(
                FeedKind.ACCOUNTS,
                ACCOUNTS + "CIBBMYKL,26-0181 5908,ACTIVE,h1,INDIVIDUAL,2022-02-12T00:00:00.000Z,true");

        assertThat(row.key()).isEqualTo("CIBBMYKL:2601815908");
        assertThat(row.value())
                .isEqualTo(new AccountEntry(
                        "CIBBMYKL",
                        "2601815908",
                        AccountStatus.ACTIVE,
                        "h1",
                        HolderType.INDIVIDUAL,
                        Instant.parse("2022-02-12T00:00:00Z"),
                        true));
    }

    @Test
    void columnsAreFoundByNameInAnyOrderWithAByteOrderMark() throws Exception {
        Good row = good(FeedKind.ACCOUNTS, "\uFEFF" + """
                        Protected,remark,status,opened_at,holder_type,holder_token,account,bank
                        false,"moved,
                        once",dormant,,,,2601815908,CIBBMYKL
                        """);

        assertThat(row.value())
                .isEqualTo(new AccountEntry(
                        "CIBBMYKL", "2601815908", AccountStatus.DORMANT, null, HolderType.UNKNOWN, null, false));
    }

    @Test
    void aPhoneRowBecomesAnEntry() throws Exception {
        Good row = good(
                FeedKind.PHONES, PHONES + "+60124926178,MAXIS,ACTIVE,PREPAID,2022-10-03T08:00:00+08:00,s921306,false");

        assertThat(row.key()).isEqualTo("+60124926178");
        assertThat(row.value())
                .isEqualTo(new PhoneEntry(
                        "+60124926178",
                        "MAXIS",
                        LineStatus.ACTIVE,
                        LineType.PREPAID,
                        Instant.parse("2022-10-03T00:00:00Z"),
                        "s921306",
                        false));
    }

    @Test
    void aTransferWithoutCreditorLeftAsCash() throws Exception {
        Good row = good(
                FeedKind.TRANSFERS,
                TRANSFERS + "R1,HLBBMYKL,56073651241,,,180.89,MYR,CASH_WITHDRAWAL,2026-03-02T01:10:00.000Z,SETTLED");

        assertThat(row.key()).isEqualTo("HLBBMYKL:56073651241");
        assertThat(row.value())
                .isEqualTo(new FundTransfer(
                        "R1",
                        "HLBBMYKL",
                        "56073651241",
                        null,
                        null,
                        18_089L,
                        "MYR",
                        "CASH_WITHDRAWAL",
                        Instant.parse("2026-03-02T01:10:00Z"),
                        TransferStatus.SETTLED));
    }

    @Test
    void aTelcoIsAnOperatorAndAliasesAreSeparatedByBars() throws Exception {
        Good row = good(
                FeedKind.PARTICIPANTS,
                "participant_id,kind,name,aliases\nMAXIS,TELCO,\"Maxis, the operator\",MAXIS| Hotlink ||");

        assertThat(row.key()).isEqualTo("MAXIS");
        assertThat(row.value())
                .isEqualTo(new Participant(
                        "MAXIS", ParticipantKind.OPERATOR, "Maxis, the operator", List.of("MAXIS", "Hotlink"), null));
    }

    @Test
    void aParticipantMayStateItsOwnDeadline() throws Exception {
        Good row = good(
                FeedKind.PARTICIPANTS,
                "participant_id,kind,name,aliases,respond_within_seconds\nMBBEMYKL,BANK,Maybank,,600");

        assertThat(((Participant) row.value()).getRespondWithinSeconds()).isEqualTo(600);
        assertThat(((Participant) row.value()).getAliases()).isEmpty();
    }

    @Test
    void aMissingColumnNamesItAndThoseThatWereFound() {
        assertThatThrownBy(() -> open(FeedKind.PARTICIPANTS, "participant_id,name,alias\nMAXIS,Maxis,\n"))
                .isInstanceOf(BadHeader.class)
                .hasMessage("columns kind, aliases are missing: found participant_id, name, alias; expected"
                        + " participant_id, kind, name, aliases");
    }

    @Test
    void aColumnThatIsThereTwiceIsRefused() {
        assertThatThrownBy(() -> open(FeedKind.PARTICIPANTS, "participant_id,kind,name,kind,aliases\n"))
                .isInstanceOf(BadHeader.class)
                .hasMessageContaining("column kind is there twice");
    }

    @Test
    void anEmptyFileHasNoHeader() {
        assertThatThrownBy(() -> open(FeedKind.PHONES, ""))
                .isInstanceOf(BadHeader.class)
                .hasMessageContaining("header");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            mbb!,2601815908,ACTIVE,h,,,false | BAD_IDENTIFIER | column bank: participant 'MBB!' is not valid
            CIBBMYKL,12,ACTIVE,h,,,false | BAD_IDENTIFIER | column account: account number '12' is not valid
            CIBBMYKL,2601815908,FOO,h,,,false | MALFORMED | column status: 'FOO' is not valid: expected ACTIVE, DORMANT or CLOSED
            CIBBMYKL,2601815908,,h,,,false | MALFORMED | column status: '' is not valid
            CIBBMYKL,2601815908,ACTIVE,h,ROBOT,,false | MALFORMED | column holder_type: 'ROBOT' is not valid
            CIBBMYKL,2601815908,ACTIVE,h,,2022-02-12,false | BAD_TIMESTAMP | column opened_at: '2022-02-12' is not valid
            CIBBMYKL,2601815908,ACTIVE,h,,+99999-01-01T00:00:00Z,false | BAD_TIMESTAMP | column opened_at
            CIBBMYKL,2601815908,ACTIVE,h,,,maybe | MALFORMED | column protected: 'maybe' is not valid: expected true or false
            CIBBMYKL,2601815908,ACTIVE,h,,false | MALFORMED | row has 6 cells: expected 7
            """)
    void aBadAccountRowSaysWhereAndWhy(String row, RejectReason reason, String message) throws Exception {
        Bad bad = bad(FeedKind.ACCOUNTS, ACCOUNTS + row);

        assertThat(bad.reason()).isEqualTo(reason);
        assertThat(bad.message()).startsWith(message);
        assertThat(bad.line()).isEqualTo(2);
        assertThat(new String(bad.bytes(), StandardCharsets.UTF_8)).isEqualTo(row);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ,HLBBMYKL,5607365,PBBEMYKL,5325885,1.00,MYR,X,2026-03-02T01:10:00Z,SETTLED | BAD_IDENTIFIER | column transfer_ref
            R,HLBBMYKL,5607365,PBBEMYKL,,1.00,MYR,X,2026-03-02T01:10:00Z,SETTLED | BAD_IDENTIFIER | column creditor_account
            R,HLBBMYKL,5607365,,5325885,1.00,MYR,X,2026-03-02T01:10:00Z,SETTLED | BAD_IDENTIFIER | column creditor_bank
            R,HLBBMYKL,5607365,,,1.001,MYR,X,2026-03-02T01:10:00Z,SETTLED | BAD_AMOUNT | column amount: amount '1.001' is not valid
            R,HLBBMYKL,5607365,,,0.00,MYR,X,2026-03-02T01:10:00Z,SETTLED | BAD_AMOUNT | column amount: '0.00' is not valid: expected above zero, and no more than a bank can pay at once
            R,HLBBMYKL,5607365,,,1.00,RM,X,2026-03-02T01:10:00Z,SETTLED | BAD_AMOUNT | column amount: currency 'RM' is not valid
            R,HLBBMYKL,5607365,,,1e999999999,MYR,X,2026-03-02T01:10:00Z,SETTLED | BAD_AMOUNT | column amount
            R,HLBBMYKL,5607365,,,1.00,MYR,X,yesterday,SETTLED | BAD_TIMESTAMP | column settled_at: 'yesterday' is not valid
            R,HLBBMYKL,5607365,,,1.00,MYR,X,2026-03-02T01:10:00Z,LOST | MALFORMED | column status: 'LOST' is not valid: expected SETTLED or RETURNED
            """)
    void aBadTransferRowSaysWhereAndWhyAndWhoseItIs(String row, RejectReason reason, String message) throws Exception {
        Bad bad = bad(FeedKind.TRANSFERS, TRANSFERS + row);

        assertThat(bad.reason()).isEqualTo(reason);
        assertThat(bad.message()).startsWith(message);
        assertThat(bad.subject()).isEqualTo("HLBBMYKL:5607365");
    }

    @Test
    void aPhoneNumberMustBeE164() throws Exception {
        Bad bad = bad(FeedKind.PHONES, PHONES + "012-492 6178,MAXIS,ACTIVE,PREPAID,,,false");

        assertThat(bad.reason()).isEqualTo(RejectReason.BAD_IDENTIFIER);
        assertThat(bad.message()).startsWith("column phone_number: telephone number '012-492 6178' is not valid");
        assertThat(bad.subject()).isNull();
    }

    @Test
    void rowsAfterABadOneAreReadWithTheirOwnLineNumbers() throws Exception {
        List<Result> rows = rows(FeedKind.ACCOUNTS, ACCOUNTS + """
                        CIBBMYKL,26018159,ACTIVE,"two
                        lines",,,false
                        CIBBMYKL,26018159,ACTIVE,"never closed,,,false
                        CIBBMYKL,26018159,FOO,h,,,false
                        CIBBMYKL,26018160,ACTIVE,h,,,false
                        """);

        assertThat(rows)
                .extracting(row -> row.getClass().getSimpleName())
                .containsExactly("Good", "Bad", "Bad", "Good");
        assertThat(((Bad) rows.get(1)).line()).isEqualTo(4);
        assertThat(((Bad) rows.get(2)).line()).isEqualTo(5);
        assertThat(((Good) rows.get(3)).line()).isEqualTo(6);
    }

    @Test
    void aLongValueIsShortenedInMessages() throws Exception {
        Bad bad = bad(FeedKind.ACCOUNTS, ACCOUNTS + "CIBBMYKL,26018159," + "X".repeat(5000) + ",h,,,false");

        assertThat(bad.message()).hasSizeLessThan(200);
    }

    private static Good good(FeedKind kind, String file) throws Exception {
        List<Result> rows = rows(kind, file);
        assertThat(rows).singleElement().isInstanceOf(Good.class);
        return (Good) rows.get(0);
    }

    private static Bad bad(FeedKind kind, String file) throws Exception {
        List<Result> rows = rows(kind, file);
        assertThat(rows).singleElement().isInstanceOf(Bad.class);
        return (Bad) rows.get(0);
    }

    private static List<Result> rows(FeedKind kind, String file) throws Exception {
        List<Result> rows = new ArrayList<>();
        try (FeedFile feed = open(kind, file)) {
            Result row = feed.next();
            while (row != null) {
                rows.add(row);
                row = feed.next();
            }
        }
        return rows;
    }

    private static FeedFile open(FeedKind kind, String file) throws IOException, BadHeader {
        return FeedFile.open(kind, new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)));
    }
}
