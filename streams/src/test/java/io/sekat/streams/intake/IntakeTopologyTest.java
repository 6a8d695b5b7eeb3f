package io.sekat.streams.intake;

import static io.sekat.streams.Samples.NUMBER;
import static io.sekat.streams.Samples.RECEIVED;
import static io.sekat.streams.Samples.SUSPECT;
import static io.sekat.streams.Samples.SUSPECT_BANK;
import static io.sekat.streams.Samples.accountEntry;
import static io.sekat.streams.Samples.bank;
import static io.sekat.streams.Samples.directive;
import static io.sekat.streams.Samples.participant;
import static io.sekat.streams.Samples.payment;
import static io.sekat.streams.Samples.report;
import static org.assertj.core.api.Assertions.assertThat;

import io.sekat.events.AccountAction;
import io.sekat.events.Directive;
import io.sekat.events.DirectiveKind;
import io.sekat.events.FreezeAlert;
import io.sekat.events.ParticipantKind;
import io.sekat.events.RejectReason;
import io.sekat.events.RejectedRecord;
import io.sekat.events.ScamReport;
import io.sekat.identifiers.ParticipantId;
import io.sekat.streams.World;
import io.sekat.topics.Topic;
import io.sekat.topics.Topics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntakeTopologyTest {
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final World world = World.withParticipants();
    private static final Topic<FreezeAlert> ALERTS = Topics.FREEZE_ALERTS.of(new ParticipantId(SUSPECT_BANK));

    @AfterEach
    void close() {
        world.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"BETAMYKL", "betamykl", "beta", "BB", " Beta bank ", "bEtA"})
    void aBankIsKnownByBicNameOrAliasInAnyCase(String typed) {
        world.comes(at(typed));

        assertThat(world.lastSaid(Topics.ENRICHED_REPORTS).getAccounts().get(0).getBank())
                .isEqualTo(SUSPECT_BANK);
    }

    @Test
    void theSameReportAgainChangesNothing() {
        world.comes(report("R1"));
        world.said(Topics.ENRICHED_REPORTS);

        world.comes(report("R1").setScamType("ANOTHER"));

        assertThat(world.said(Topics.ENRICHED_REPORTS)).isEmpty();
        assertThat(world.said(Topics.REJECTED_RECORDS)).isEmpty();
    }

    @Test
    void aReportAtAnUnknownBankWaitsAndIsRejectedWhenTheGraceIsOver() {
        ScamReport report = at("Gamma").build();
        world.comes(Topics.SCAM_REPORTS, "R1", report);
        world.passes(GRACE.minusSeconds(2));
        assertThat(world.said(Topics.REJECTED_RECORDS)).isEmpty();

        world.passes(Duration.ofSeconds(2));

        RejectedRecord rejected = world.onlyRejected();
        assertThat(rejected.getReason()).isEqualTo(RejectReason.UNKNOWN_BANK);
        assertThat(rejected.getMessage()).contains("'Gamma'");
        assertThat(rejected.getSubject()).isEqualTo("R1");
        assertThat(rejected.getSourceTopic()).isEqualTo("scam-reports");
        assertThat(rejected.getSourceOffset()).isZero();
        assertThat(rejected.getOriginalValue()).isEqualTo(ByteBuffer.wrap(world.bytes(report)));
        world.passes(GRACE);
        assertThat(world.said(Topics.REJECTED_RECORDS)).isEmpty();
    }

    @Test
    void aReportIsAcceptedOnceWhenItsBankBecomesKnownInTime() {
        world.comes(at("Gamma"));
        world.comes(at("Gamma"));

        world.comes(bank("GAMMMYKL", "Gamma Bank", "gamma"));
        world.passes(Duration.ofSeconds(2));

        assertThat(world.said(Topics.FREEZE_ALERTS.of(new ParticipantId("GAMMMYKL"))))
                .hasSize(1);
        world.passes(GRACE);
        assertThat(world.said(Topics.REJECTED_RECORDS)).isEmpty();
    }

    @Test
    void aReportIsAcceptedWhenAKnownBankGetsTheNameThatItUsesInTime() {
        world.comes(at("Gamma"));
        world.passes(Duration.ofSeconds(5));

        world.comes(bank(SUSPECT_BANK, "Beta Bank", "Gamma"));
        world.passes(Duration.ofSeconds(2));

        assertThat(world.lastSaid(Topics.ENRICHED_REPORTS).getAccounts().get(0).getBank())
                .isEqualTo(SUSPECT_BANK);
    }

    /** As long as an instance that dies may keep the one task from passing participants on. */
    @Test
    void aReportWaitsLongerThanATakeoverTakes() {
        world.comes(at("Gamma"));
        world.passes(Duration.ofSeconds(20));

        world.comes(bank("GAMMMYKL", "Gamma Bank", "gamma"));
        world.passes(Duration.ofSeconds(2));

        assertThat(world.said(Topics.REJECTED_RECORDS)).isEmpty();
        assertThat(world.said(Topics.FREEZE_ALERTS.of(new ParticipantId("GAMMMYKL"))))
                .hasSize(1);
    }

    @Test
    void aParticipantThatIsRemovedIsUnknown() {
        world.comes(Topics.PARTICIPANTS, SUSPECT_BANK, null);

        world.comes(report("R1"));
        world.passes(GRACE);

        assertThat(world.onlyRejected().getReason()).isEqualTo(RejectReason.UNKNOWN_BANK);
    }

    @Test
    void anOperatorIsNoBank() {
        world.comes(at("CELCO"));
        world.passes(GRACE);

        assertThat(world.onlyRejected().getReason()).isEqualTo(RejectReason.UNKNOWN_BANK);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MAX_VALUE, 100_000_000_000_000L})
    void aParticipantWithADeadlineThatNoTimeCanHoldIsRejected(long seconds) {
        world.comes(participant("GAMMMYKL", ParticipantKind.BANK)
                .setRespondWithinSeconds(seconds)
                .build());

        assertThat(world.onlyRejected().getMessage()).contains("respondWithinSeconds " + seconds);
    }

    @Test
    void aParticipantsOwnDeadlineIsAskedFor() {
        world.comes(participant(SUSPECT_BANK, ParticipantKind.BANK)
                .setRespondWithinSeconds(60L)
                .build());

        world.comes(report("R1"));

        assertThat(world.said(Topics.FREEZE_ALERTS.of(new ParticipantId(SUSPECT_BANK))))
                .singleElement()
                .satisfies(alert -> assertThat(Duration.between(alert.getIssuedAt(), alert.getRespondBy()))
                        .isEqualTo(Duration.ofMinutes(1)));
    }

    @Test
    void aRejectedRecordSaysWhereItCameFromAndKeepsItsBytes() {
        world.comes(report("R1"));
        byte[] garbage = {1, 2, 3};

        world.comes(Topics.SCAM_REPORTS, "R2".getBytes(StandardCharsets.UTF_8), garbage);

        RejectedRecord rejected = world.onlyRejected();
        assertThat(rejected.getReason()).isEqualTo(RejectReason.MALFORMED);
        assertThat(rejected.getSourceTopic()).isEqualTo("scam-reports");
        assertThat(rejected.getSourcePartition()).isZero();
        assertThat(rejected.getSourceOffset()).isEqualTo(1);
        assertThat(rejected.getSubject()).isEqualTo("R2");
        assertThat(rejected.getOriginalKey()).isEqualTo(ByteBuffer.wrap("R2".getBytes(StandardCharsets.UTF_8)));
        assertThat(rejected.getOriginalValue()).isEqualTo(ByteBuffer.wrap(garbage));
    }

    @Test
    void aRecordWithoutAKeyIsRejected() {
        world.comes(Topics.SCAM_REPORTS, (byte[]) null, world.bytes(report("R1").build()));

        RejectedRecord rejected = world.onlyRejected();
        assertThat(rejected.getReason()).isEqualTo(RejectReason.NO_KEY);
        assertThat(rejected.getOriginalKey()).isNull();
    }

    @Test
    void aRecordWithoutAValueIsRejected() {
        world.comes(Topics.SCAM_REPORTS, "R1", null);

        RejectedRecord rejected = world.onlyRejected();
        assertThat(rejected.getReason()).isEqualTo(RejectReason.NO_VALUE);
        assertThat(rejected.getOriginalValue()).isNull();
    }

    @Test
    void aReportUnderAnotherReportsKeyIsRejected() {
        world.comes(Topics.SCAM_REPORTS, "R2", report("R1").build());

        assertThat(world.onlyRejected().getReason()).isEqualTo(RejectReason.KEY_MISMATCH);
    }

    @Test
    void aReportWithoutAnIdIsRejectedWhateverItsKey() {
        world.comes(Topics.SCAM_REPORTS, "R2", report(" ").build());

        assertThat(world.onlyRejected().getReason()).isEqualTo(RejectReason.MISSING_REPORT_ID);
    }

    @Test
    void aRecordOfAnUnknownSchemaIsRejected() {
        byte[] bytes = world.bytes(report("R1").build());
        bytes[1] = 99;

        world.comes(Topics.SCAM_REPORTS, "R1".getBytes(StandardCharsets.UTF_8), bytes);

        assertThat(world.onlyRejected().getReason()).isEqualTo(RejectReason.UNKNOWN_SCHEMA);
    }

    @Test
    void aTruncatedRecordIsRejectedWhereverItWasCut() {
        byte[] bytes = world.bytes(report("R1").build());

        for (int length = 0; length < bytes.length; length++) {
            world.comes(Topics.SCAM_REPORTS, "R1".getBytes(StandardCharsets.UTF_8), Arrays.copyOf(bytes, length));

            assertThat(world.onlyRejected().getReason())
                    .as("cut to %s bytes", length)
                    .isEqualTo(RejectReason.MALFORMED);
        }
    }

    @Test
    void anEventOfAnotherTopicIsRejected() {
        world.comes(Topics.SCAM_REPORTS, "R1", accountEntry().build());

        RejectedRecord rejected = world.onlyRejected();
        assertThat(rejected.getReason()).isEqualTo(RejectReason.WRONG_TYPE);
        assertThat(rejected.getMessage()).contains("AccountEntry").contains("ScamReport");
    }

    @Test
    void aDirectiveThatDoesNotFitItsSubjectIsRejected() {
        world.comes(directive(DirectiveKind.CONFIRM_BLOCK, SUSPECT.toString()));
        assertThat(world.onlyRejected().getReason()).isEqualTo(RejectReason.OTHER);

        world.comes(directive(DirectiveKind.RELEASE, "nobody"));
        assertThat(world.onlyRejected().getReason()).isEqualTo(RejectReason.BAD_IDENTIFIER);
    }

    @Test
    void aDirectiveOfTomorrowIsRejectedAndDoesNotStandAgainstThatOfToday() {
        world.comesAt(
                RECEIVED,
                Topics.DIRECTIVES,
                SUSPECT.toString(),
                directive(DirectiveKind.CONFIRM_FREEZE, SUSPECT.toString())
                        .setIssuedAt(RECEIVED.plus(Duration.ofMinutes(6)))
                        .build());
        assertThat(world.onlyRejected().getReason()).isEqualTo(RejectReason.BAD_TIMESTAMP);

        world.comes(directive(DirectiveKind.CONFIRM_FREEZE, SUSPECT.toString()));
        assertThat(world.lastSaid(ALERTS).getAction()).isEqualTo(AccountAction.FREEZE);
    }

    @Test
    void aDirectiveThatIsOverWhenItComesIsRejected() {
        Directive.Builder over = directive(DirectiveKind.CONFIRM_FREEZE, SUSPECT.toString());
        world.comes(over.setUntil(over.getIssuedAt()));

        assertThat(world.onlyRejected().getReason()).isEqualTo(RejectReason.BAD_TIMESTAMP);
        assertThat(world.said(ALERTS)).isEmpty();
    }

    @Test
    void aDirectiveWithoutAnIdIsRejected() {
        world.comes(directive(DirectiveKind.CONFIRM_FREEZE, SUSPECT.toString()).setDirectiveId(" "));

        assertThat(world.onlyRejected().getReason()).isEqualTo(RejectReason.BAD_IDENTIFIER);
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void anOrderThatALaterOneStandsAgainstIsRejectedAndTheSameAgainIsNot(String subject) {
        Directive.Builder release = directive(DirectiveKind.RELEASE, subject);
        world.comes(release);
        world.comes(release);
        assertThat(world.said(Topics.REJECTED_RECORDS)).isEmpty();

        world.comes(directive(DirectiveKind.DISMISS, subject)
                .setIssuedAt(release.getIssuedAt().minusSeconds(1)));
        assertThat(world.onlyRejected().getMessage())
                .startsWith("directive D-DISMISS of ")
                .contains("directive D-RELEASE of " + release.getIssuedAt());

        world.comes(directive(DirectiveKind.DISMISS, subject)
                .setDirectiveId("D-LATER")
                .setIssuedAt(release.getIssuedAt().plusSeconds(1)));
        assertThat(world.said(Topics.REJECTED_RECORDS)).isEmpty();
    }

    static List<String> subjects() {
        return List.of(SUSPECT.toString(), NUMBER.e164());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void aBankWithABlankNameIsNotTheOneThatNobodyNamed(String blank) {
        world.comes(bank("GAMMMYKL", "Gamma Bank", blank));

        world.comes(at(blank));
        world.passes(GRACE);

        assertThat(world.onlyRejected().getReason()).isEqualTo(RejectReason.UNKNOWN_BANK);
        assertThat(world.said(Topics.FREEZE_ALERTS.of(new ParticipantId("GAMMMYKL"))))
                .isEmpty();
    }

    @Test
    void anAliasOfTwoBanksIsNeithersName() {
        world.comes(bank("GAMMMYKL", "Gamma Bank", "Ours"));
        world.comes(bank("DELTMYKL", "Delta Bank", "OURS"));

        world.comes(at("ours"));
        world.passes(GRACE);

        assertThat(world.onlyRejected().getMessage()).contains("'ours'", "more than one");
    }

    @Test
    void aKeyThatIsTooLongIsRejectedAndShortened() {
        world.comes(Topics.SCAM_REPORTS, new byte[2_000], new byte[] {1});

        RejectedRecord rejected = world.onlyRejected();
        assertThat(rejected.getReason()).isEqualTo(RejectReason.BAD_IDENTIFIER);
        assertThat(rejected.getMessage()).contains("2000 bytes", "1024 bytes at most");
        assertThat(rejected.getSubject()).hasSizeLessThan(1_000);
        assertThat(rejected.getOriginalKey().remaining()).isEqualTo(2_000);
    }

    private static ScamReport.Builder at(String bank) {
        return report("R1").setPayments(List.of(payment().setSuspectBank(bank).build()));
    }
}
