package io.sekat.streams.phone;

import static io.sekat.streams.Samples.NUMBER;
import static io.sekat.streams.Samples.OPERATOR;
import static io.sekat.streams.Samples.OTHER_OPERATOR;
import static io.sekat.streams.Samples.RECEIVED;
import static io.sekat.streams.Samples.participant;
import static io.sekat.streams.Samples.phoneEntry;
import static io.sekat.streams.Samples.reportWithoutSuspect;
import static org.assertj.core.api.Assertions.assertThat;

import io.sekat.events.BlockOutcome;
import io.sekat.events.BlockRequest;
import io.sekat.events.BlockResponse;
import io.sekat.events.EnrichedNumber;
import io.sekat.events.EnrichedReport;
import io.sekat.events.Escalation;
import io.sekat.events.EscalationKind;
import io.sekat.events.NumberAction;
import io.sekat.events.ParticipantKind;
import io.sekat.events.RejectReason;
import io.sekat.events.ReviewState;
import io.sekat.identifiers.ParticipantId;
import io.sekat.streams.Samples;
import io.sekat.streams.World;
import io.sekat.topics.Topic;
import io.sekat.topics.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What follows a block request: the operator's answer and its deadlines (design section 4.6). */
class NumberLifeCycleTest {
    private static final Topic<BlockRequest> REQUESTS = Topics.BLOCK_REQUESTS.of(new ParticipantId(OPERATOR));
    private static final Topic<BlockRequest> OTHER_REQUESTS =
            Topics.BLOCK_REQUESTS.of(new ParticipantId(OTHER_OPERATOR));
    private static final Duration DEADLINE = Duration.ofMinutes(15);

    private final World world = World.withParticipants();
    private BlockRequest block = new BlockRequest();

    @BeforeEach
    void block() {
        world.comes(phoneEntry());
        world.comes(reportWithoutSuspect("R1").setSuspectPhones(List.of(NUMBER.e164())));
        world.comes(reportWithoutSuspect("R2").setSuspectPhones(List.of(NUMBER.e164())));
        block = world.lastSaid(REQUESTS);
        assertThat(block.getAction()).isEqualTo(NumberAction.BLOCK);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void anAnswerStandsInTheReportsFilesAndEndsTheDeadline() {
        answers(answer(BlockOutcome.BLOCKED));

        assertThat(number().getAnswer().getOutcome()).isEqualTo(BlockOutcome.BLOCKED);
        world.passes(Duration.ofHours(1));
        assertThat(world.said(Topics.ESCALATIONS)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"UNKNOWN", "UNBLOCKED"})
    void whatIsNoAnswerToABlockIsRejectedAndEndsNoDeadline(BlockOutcome outcome) {
        answers(answer(outcome));

        assertThat(world.onlyRejected().getMessage()).contains(outcome + ", which is no answer", "BLOCKED or REFUSED");
        world.passes(DEADLINE.plusSeconds(2));
        assertThat(world.said(Topics.ESCALATIONS)).hasSize(1);
    }

    /** It left for a moment, or this instance has not read of it yet. */
    @Test
    void anOperatorThatTakesPartAgainIsAskedAgain() {
        world.comes(Topics.PARTICIPANTS, OPERATOR, null);
        world.comes(reportWithoutSuspect("R3").setSuspectPhones(List.of(NUMBER.e164())));
        assertThat(world.lastSaid(Topics.REVIEW_ITEMS).getState()).isEqualTo(ReviewState.OPEN);
        world.said(REQUESTS);
        world.passes(Duration.ofSeconds(2));
        assertThat(world.said(REQUESTS)).isEmpty();

        world.comes(Samples.operator(OPERATOR));
        world.passes(Duration.ofSeconds(2));

        assertThat(world.lastSaid(REQUESTS).getAction()).isEqualTo(NumberAction.BLOCK);
        assertThat(world.lastSaid(Topics.REVIEW_ITEMS).getState()).isEqualTo(ReviewState.CLOSED);
    }

    @Test
    void anAnswerOfTomorrowIsRejected() {
        world.comesAt(
                RECEIVED,
                Topics.BLOCK_RESPONSES,
                NUMBER.e164(),
                answer(BlockOutcome.BLOCKED)
                        .setRespondedAt(RECEIVED.plus(Duration.ofDays(1)))
                        .build());

        assertThat(world.onlyRejected().getReason()).isEqualTo(RejectReason.BAD_TIMESTAMP);
    }

    @Test
    void noAnswerIsEscalatedTwice() {
        world.passes(DEADLINE.plusSeconds(2));
        assertThat(world.said(Topics.ESCALATIONS)).singleElement().satisfies(first -> {
            assertThat(first.getKind()).isEqualTo(EscalationKind.BLOCK_REQUEST);
            assertThat(first.getLevel()).isEqualTo(1);
            assertThat(first.getParticipantId()).isEqualTo(OPERATOR);
        });

        world.passes(Duration.ofHours(5));
        assertThat(world.said(Topics.ESCALATIONS))
                .extracting(Escalation::getLevel)
                .containsExactly(2);
        assertThat(number().getEscalations()).isEqualTo(2);
    }

    @Test
    void anAnswerThatWasStoredInTimeAndWaitsToBeReadIsNotEscalated() {
        world.answersAreReadUpTo(block.getRespondBy().minusMillis(1));
        world.passes(DEADLINE.plusMinutes(1));
        assertThat(world.looksForAnswers()).containsOnly(new TopicPartition(Topics.BLOCK_RESPONSES.name(), 0));

        world.comesAt(
                block.getRespondBy(),
                Topics.BLOCK_RESPONSES,
                NUMBER.e164(),
                answer(BlockOutcome.BLOCKED).build());
        world.answersAreReadUpTo(Instant.MAX);
        world.passes(DEADLINE.multipliedBy(3));

        assertThat(world.said(Topics.ESCALATIONS)).isEmpty();
    }

    @Test
    void anOperatorThatBlockedANumberThatWasPortedOwesTheUnblocking() {
        answers(answer(BlockOutcome.BLOCKED));
        world.comes(phoneEntry().setOperator(OTHER_OPERATOR));
        BlockRequest withdraw = world.lastSaid(REQUESTS);
        assertThat(withdraw.getAction()).isEqualTo(NumberAction.WITHDRAW);

        world.passes(DEADLINE.plusSeconds(2));

        assertThat(world.said(Topics.ESCALATIONS))
                .extracting(Escalation::getParticipantId)
                .containsExactlyInAnyOrder(OPERATOR, OTHER_OPERATOR);
        answers(answer(BlockOutcome.UNBLOCKED).setRevision(withdraw.getRevision()));
        world.passes(DEADLINE.multipliedBy(2));
        assertThat(world.said(Topics.ESCALATIONS))
                .extracting(Escalation::getParticipantId)
                .containsExactly(OTHER_OPERATOR);
    }

    @Test
    void anOperatorThatSaysThatItBlocksAfterItWasToUnblockOwesThatFromThenOn() {
        world.comes(Topics.PHONE_NUMBERS, NUMBER.e164(), null);
        BlockRequest withdraw = world.lastSaid(REQUESTS);
        world.passes(Duration.ofMinutes(10));

        answers(answer(BlockOutcome.BLOCKED));
        world.passes(DEADLINE.minusSeconds(2));
        assertThat(world.said(Topics.ESCALATIONS)).isEmpty();

        world.passes(Duration.ofSeconds(3));
        assertThat(world.said(Topics.ESCALATIONS)).singleElement().satisfies(first -> {
            assertThat(first.getParticipantId()).isEqualTo(OPERATOR);
            assertThat(first.getRevision()).isEqualTo(withdraw.getRevision());
        });
        answers(answer(BlockOutcome.UNBLOCKED).setRevision(withdraw.getRevision()));
        world.passes(DEADLINE.multipliedBy(2));
        assertThat(world.said(Topics.ESCALATIONS)).isEmpty();
    }

    @Test
    void theOldOperatorOfAPortedNumberThatSaysLaterThatItBlocksOwesTheUnblocking() {
        world.comes(phoneEntry().setOperator(OTHER_OPERATOR));
        BlockRequest elsewhere = world.lastSaid(OTHER_REQUESTS);
        answers(answer(BlockOutcome.BLOCKED).setOperator(OTHER_OPERATOR).setRevision(elsewhere.getRevision()));

        answers(answer(BlockOutcome.BLOCKED));
        world.passes(DEADLINE.plusSeconds(2));

        assertThat(world.said(Topics.ESCALATIONS))
                .extracting(Escalation::getParticipantId)
                .containsExactly(OPERATOR);
    }

    @Test
    void anOperatorThatBlocksWhatAnOlderRevisionAskedOwesNothingMore() {
        world.comes(phoneEntry().setOperator(OTHER_OPERATOR));
        world.comes(phoneEntry());
        BlockRequest again = world.lastSaid(REQUESTS);
        assertThat(again.getAction()).isEqualTo(NumberAction.BLOCK);
        answers(answer(BlockOutcome.REFUSED).setRevision(again.getRevision()));

        answers(answer(BlockOutcome.BLOCKED));

        world.passes(DEADLINE.multipliedBy(3));
        assertThat(world.said(Topics.ESCALATIONS)).isEmpty();
    }

    @Test
    void theOldAndTheNewOperatorOfAPortedNumberHaveEachItsOwnTimeToAnswer() {
        world.comes(participant(OPERATOR, ParticipantKind.OPERATOR)
                .setRespondWithinSeconds(Duration.ofMinutes(5).toSeconds())
                .build());
        world.comes(participant(OTHER_OPERATOR, ParticipantKind.OPERATOR)
                .setRespondWithinSeconds(Duration.ofMinutes(60).toSeconds())
                .build());
        answers(answer(BlockOutcome.BLOCKED));

        world.comes(phoneEntry().setOperator(OTHER_OPERATOR));

        assertThat(timeToAnswer(world.lastSaid(REQUESTS))).hasMinutes(5);
        assertThat(timeToAnswer(world.lastSaid(OTHER_REQUESTS))).hasMinutes(60);
        world.passes(Duration.ofMinutes(6));
        assertThat(world.said(Topics.ESCALATIONS)).singleElement().satisfies(first -> {
            assertThat(first.getParticipantId()).isEqualTo(OPERATOR);
            assertThat(first.getLevel()).isEqualTo(1);
        });
    }

    @Test
    void anOperatorHasTimeToUnblockANumberWhoseEntryWasRemoved() {
        answers(answer(BlockOutcome.BLOCKED));

        world.comes(Topics.PHONE_NUMBERS, NUMBER.e164(), null);

        isToUnblockInTheUsualTime();
    }

    @Test
    void anOperatorHasTimeToUnblockANumberWhoseNewOperatorTakesNoPart() {
        answers(answer(BlockOutcome.BLOCKED));

        world.comes(phoneEntry().setOperator("ELSEWHERE"));

        isToUnblockInTheUsualTime();
    }

    @Test
    void anOperatorThatTakesPartNoMoreHasTimeToUnblock() {
        answers(answer(BlockOutcome.BLOCKED));

        world.comes(Topics.PARTICIPANTS, OPERATOR, null);
        world.comes(reportWithoutSuspect("R3").setSuspectPhones(List.of(NUMBER.e164())));

        isToUnblockInTheUsualTime();
    }

    @Test
    void anAnswerOfAnOperatorThatWasNeverAskedIsRejected() {
        answers(answer(BlockOutcome.BLOCKED).setOperator(OTHER_OPERATOR));

        assertThat(world.onlyRejected().getReason()).isEqualTo(RejectReason.WRONG_PARTICIPANT);
    }

    @Test
    void anAnswerToARequestThatNeverWasIsRejected() {
        answers(answer(BlockOutcome.BLOCKED).setAlertId("nothing"));

        assertThat(world.onlyRejected().getReason()).isEqualTo(RejectReason.UNKNOWN_SUBJECT);
    }

    private void isToUnblockInTheUsualTime() {
        BlockRequest withdraw = world.lastSaid(REQUESTS);
        assertThat(withdraw.getAction()).isEqualTo(NumberAction.WITHDRAW);
        assertThat(timeToAnswer(withdraw)).isEqualTo(DEADLINE);
        world.passes(Duration.ofMinutes(1));
        assertThat(world.said(Topics.ESCALATIONS)).isEmpty();
    }

    private static Duration timeToAnswer(BlockRequest request) {
        return Duration.between(request.getIssuedAt(), request.getRespondBy());
    }

    private BlockResponse.Builder answer(BlockOutcome outcome) {
        return BlockResponse.newBuilder()
                .setAlertId(block.getAlertId())
                .setRevision(block.getRevision())
                .setOperator(OPERATOR)
                .setPhoneNumber(NUMBER.e164())
                .setOutcome(outcome)
                .setRespondedAt(block.getIssuedAt().plusSeconds(30));
    }

    private void answers(BlockResponse.Builder answer) {
        world.comes(answer.build());
    }

    private EnrichedNumber number() {
        EnrichedReport file = world.lastSaid(Topics.ENRICHED_REPORTS);
        return file.getNumbers().get(0);
    }
}
