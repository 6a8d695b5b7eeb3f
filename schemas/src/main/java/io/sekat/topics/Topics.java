package io.sekat.topics;

import io.sekat.events.AccountEntry;
import io.sekat.events.AccountMessage;
import io.sekat.events.BlockRequest;
import io.sekat.events.BlockResponse;
import io.sekat.events.CaseMember;
import io.sekat.events.CaseMessage;
import io.sekat.events.Directive;
import io.sekat.events.EnrichedReport;
import io.sekat.events.Escalation;
import io.sekat.events.FreezeAlert;
import io.sekat.events.FreezeResponse;
import io.sekat.events.FundTransfer;
import io.sekat.events.NumberMessage;
import io.sekat.events.Participant;
import io.sekat.events.ParticipantKind;
import io.sekat.events.PhoneEntry;
import io.sekat.events.RejectedRecord;
import io.sekat.events.ReturnRequest;
import io.sekat.events.ReviewItem;
import io.sekat.events.ScamReport;
import io.sekat.identifiers.ParticipantId;
import io.sekat.topics.Topic.Spread;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;

/** Every topic of Sekat (design section 3). No topic name and no value type of a topic stands anywhere else. */
public final class Topics {
    private static final String ACCOUNT = "BIC:account";
    private static final String NUMBER = "E.164 number";
    private static final String REPORT = "report id";
    private static final String SUBJECT = "subject";

    public static final Topic<ScamReport> SCAM_REPORTS = kept("scam-reports", REPORT, ScamReport.class, 30);
    public static final Topic<Participant> PARTICIPANTS = new Topic<>(
            "participants", "participant id", Participant.class, Spread.SINGLE, Cleanup.COMPACT, Optional.empty());
    public static final Topic<AccountEntry> BANK_ACCOUNTS = compacted("bank-accounts", ACCOUNT, AccountEntry.class);
    public static final Topic<PhoneEntry> PHONE_NUMBERS = compacted("phone-numbers", NUMBER, PhoneEntry.class);
    public static final Topic<FundTransfer> FUND_TRANSFERS =
            kept("fund-transfers", "debtor " + ACCOUNT, FundTransfer.class, 7);
    public static final Topic<Directive> DIRECTIVES = kept("directives", SUBJECT, Directive.class, 90);
    public static final Topic<FreezeResponse> FREEZE_RESPONSES =
            kept("freeze-responses", ACCOUNT, FreezeResponse.class, 30);
    public static final Topic<BlockResponse> BLOCK_RESPONSES = kept("block-responses", NUMBER, BlockResponse.class, 30);

    public static final Topic<EnrichedReport> ENRICHED_REPORTS =
            compacted("enriched-reports", REPORT, EnrichedReport.class);
    public static final Topic<ReviewItem> REVIEW_ITEMS = compacted("review-items", SUBJECT, ReviewItem.class);
    public static final Topic<Escalation> ESCALATIONS = kept("escalations", "alert id", Escalation.class, 90);
    public static final Topic<RejectedRecord> REJECTED_RECORDS =
            kept("rejected-records", "source key", RejectedRecord.class, 90);

    /** Participants that passed the checks; the Streams application's global table. */
    public static final Topic<Participant> PARTICIPANT_DIRECTORY = new Topic<>(
            "participant-directory",
            "participant id",
            Participant.class,
            Spread.SINGLE,
            Cleanup.COMPACT,
            Optional.empty());
    /** What the sub-topologies tell an account; also the explicit topic of the trail's cycle. */
    public static final Topic<AccountMessage> ACCOUNT_MESSAGES =
            kept("account-messages", ACCOUNT, AccountMessage.class, 7);
    /** What the sub-topologies tell a telephone number. */
    public static final Topic<NumberMessage> NUMBER_MESSAGES = kept("number-messages", NUMBER, NumberMessage.class, 7);
    /** What the sub-topologies tell a report's file. */
    public static final Topic<CaseMessage> CASE_MESSAGES = kept("case-messages", REPORT, CaseMessage.class, 7);
    /** What each report adds to its case; one partition, because a case joins reports of any. */
    public static final Topic<CaseMember> CASE_MEMBERS = new Topic<>(
            "case-members", REPORT, CaseMember.class, Spread.SINGLE, Cleanup.DELETE, Optional.of(Duration.ofDays(7)));

    public static final RecipientTopics<FreezeAlert> FREEZE_ALERTS = new RecipientTopics<>(
            "freeze-alerts", ParticipantKind.BANK, ACCOUNT, FreezeAlert.class, Cleanup.COMPACT_AND_DELETE);
    public static final RecipientTopics<BlockRequest> BLOCK_REQUESTS = new RecipientTopics<>(
            "block-requests", ParticipantKind.OPERATOR, NUMBER, BlockRequest.class, Cleanup.COMPACT_AND_DELETE);
    /** Not compacted: an account has one request for each payment whose money is in it, all under its key. */
    public static final RecipientTopics<ReturnRequest> RETURN_REQUESTS = new RecipientTopics<>(
            "return-requests", ParticipantKind.BANK, ACCOUNT, ReturnRequest.class, Cleanup.DELETE);

    /** What others write and Sekat reads. */
    public static final List<Topic<?>> INPUTS = List.of(
            SCAM_REPORTS,
            PARTICIPANTS,
            BANK_ACCOUNTS,
            PHONE_NUMBERS,
            FUND_TRANSFERS,
            DIRECTIVES,
            FREEZE_RESPONSES,
            BLOCK_RESPONSES);

    /** What Sekat writes for others, but for the topics of one recipient. */
    public static final List<Topic<?>> OUTPUTS = List.of(ENRICHED_REPORTS, REVIEW_ITEMS, ESCALATIONS, REJECTED_RECORDS);

    /** What only Sekat writes and reads. */
    public static final List<Topic<?>> INTERNAL =
            List.of(PARTICIPANT_DIRECTORY, ACCOUNT_MESSAGES, NUMBER_MESSAGES, CASE_MESSAGES, CASE_MEMBERS);

    /** Families of topics, one a recipient. */
    public static final List<RecipientTopics<?>> BY_RECIPIENT = List.of(FREEZE_ALERTS, BLOCK_REQUESTS, RETURN_REQUESTS);

    /** Largest value of a report: what people type, all of it, and no more. */
    private static final int LARGEST_REPORT = 512 << 10;
    /** Largest value of any other input: these are a few lines long. */
    private static final int LARGEST_FACT = 16 << 10;

    private Topics() {}

    /**
     * Largest value of a type that is taken, in bytes. What others write is copied into more than one record, so it must be far
     * smaller than a record may be.
     */
    public static int largestValue(Class<?> type) {
        if (type == ScamReport.class) {
            return LARGEST_REPORT;
        }
        return INPUTS.stream().anyMatch(topic -> topic.type() == type) ? LARGEST_FACT : Topic.LARGEST_RECORD;
    }

    /** Every topic that is there before any participant is. */
    public static List<Topic<?>> all() {
        return Stream.of(INPUTS, OUTPUTS, INTERNAL).flatMap(List::stream).toList();
    }

    /** What the Streams application reads. It joins those that are spread by key. */
    public static List<Topic<?>> read() {
        return Stream.of(INPUTS, INTERNAL).flatMap(List::stream).toList();
    }

    /** The topics of one participant: none for those that are neither bank nor operator. */
    public static List<Topic<?>> of(ParticipantId participant, ParticipantKind kind) {
        return BY_RECIPIENT.stream()
                .filter(family -> family.recipient() == kind)
                .<Topic<?>>map(family -> family.of(participant))
                .toList();
    }

    /** The topic of that name, one of a recipient included; empty when Sekat has none of that name. */
    public static Optional<Topic<?>> named(String name) {
        Optional<Topic<?>> common =
                all().stream().filter(topic -> topic.name().equals(name)).findFirst();
        if (common.isPresent()) {
            return common;
        }
        return BY_RECIPIENT.stream()
                .filter(family -> family.owns(name))
                .<Topic<?>>map(family -> family.of(
                        new ParticipantId(name.substring(family.prefix().length() + 1))))
                .findFirst();
    }

    private static <V extends SpecificRecord> Topic<V> kept(String name, String key, Class<V> type, int days) {
        return new Topic<>(name, key, type, Spread.BY_KEY, Cleanup.DELETE, Optional.of(Duration.ofDays(days)));
    }

    private static <V extends SpecificRecord> Topic<V> compacted(String name, String key, Class<V> type) {
        return new Topic<>(name, key, type, Spread.BY_KEY, Cleanup.COMPACT, Optional.empty());
    }
}
