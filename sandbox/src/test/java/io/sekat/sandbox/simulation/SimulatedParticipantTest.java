package io.sekat.sandbox.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekat.consumers.alerts.Answer;
import io.sekat.consumers.alerts.Outcome;
import io.sekat.events.AccountAction;
import io.sekat.events.Amount;
import io.sekat.events.BlockRequest;
import io.sekat.events.FreezeAlert;
import io.sekat.events.NumberAction;
import io.sekat.events.ReturnRequest;
import io.sekat.identifiers.TransferRef;
import io.sekat.money.Money;
import io.sekat.serdes.AvroSerdes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SimulatedParticipantTest {
    private static final Duration DELAY = Duration.ofSeconds(2);

    private final List<SpecificRecord> arrived = new ArrayList<>();
    private final List<ReturnRequest> givenBack = new ArrayList<>();
    private Instant now = Instant.parse("2026-03-01T04:05:06Z");

    @BeforeAll
    static void trustEvents() {
        AvroSerdes.trustEvents();
    }

    @Test
    void anAnswerTakesItsTime() throws Exception {
        SimulatedParticipant bank = participant(Mood.FULL);

        assertThat(bank.handle(hold(1))).isEqualTo(Answer.later(DELAY));
        now = now.plusSeconds(1);
        assertThat(bank.handle(hold(1))).isEqualTo(Answer.later(Duration.ofSeconds(1)));
        now = now.plusSeconds(1);
        assertThat(bank.handle(hold(1))).isEqualTo(Answer.held());
        assertThat(arrived).hasSize(1);
    }

    @Test
    void aNewerRevisionIsAnotherQuestion() throws Exception {
        SimulatedParticipant bank = participant(Mood.FULL);
        bank.handle(hold(1));
        now = now.plusSeconds(1);

        assertThat(bank.handle(hold(2))).isEqualTo(Answer.later(DELAY));
        assertThat(arrived).hasSize(2);
    }

    @Test
    void theMoodDecides() throws Exception {
        assertThat(answer(Mood.NOTHING_LEFT, hold(1))).isEqualTo(Answer.of(Outcome.NO_FUNDS));
        assertThat(answer(Mood.REFUSES, hold(1)))
                .isInstanceOfSatisfying(
                        Answer.Given.class,
                        refusal -> assertThat(refusal.reason()).isNotBlank());
        assertThat(answer(Mood.SILENT, hold(1))).isEqualTo(Answer.none());
        assertThat(answer(Mood.PARTLY, hold(1))).isInstanceOfSatisfying(Answer.Given.class, part -> {
            assertThat(part.outcome()).isEqualTo(Outcome.PARTLY_HELD);
            assertThat(part.held())
                    .singleElement()
                    .extracting(Money::minor)
                    .satisfies(minor -> assertThat(minor).isBetween(48_200L, 433_800L));
        });
        assertThat(answer(Mood.FULL, block())).isEqualTo(Answer.of(Outcome.BLOCKED));
        assertThat(answer(Mood.REFUSES, block()))
                .isInstanceOfSatisfying(
                        Answer.Given.class,
                        refusal -> assertThat(refusal.outcome()).isEqualTo(Outcome.REFUSED));
    }

    @ParameterizedTest
    @EnumSource(Mood.class)
    void whatAsksForNothingGetsNoAnswer(Mood mood) throws Exception {
        FreezeAlert watch = FreezeAlert.newBuilder(hold(1))
                .setAction(AccountAction.WATCH)
                .setHold(List.of())
                .build();

        assertThat(answer(mood, watch)).isEqualTo(Answer.none());
        assertThat(arrived).containsExactly(watch);
    }

    @Test
    void whatIsLetGoIsLetGo() throws Exception {
        FreezeAlert release = FreezeAlert.newBuilder(hold(2))
                .setAction(AccountAction.RELEASE)
                .setHold(List.of())
                .build();

        assertThat(answer(Mood.PARTLY, release)).isEqualTo(Answer.of(Outcome.RELEASED));
        assertThat(answer(
                        Mood.FULL,
                        BlockRequest.newBuilder(block())
                                .setAction(NumberAction.WITHDRAW)
                                .build()))
                .isEqualTo(Answer.of(Outcome.UNBLOCKED));
    }

    @Test
    void moneyIsGivenBackByTheNetwork() throws Exception {
        ReturnRequest request = giveBack().build();

        assertThat(answer(Mood.PARTLY, request)).isEqualTo(Answer.returned(new TransferRef("BACK")));
        assertThat(givenBack).containsExactly(request);
    }

    @Test
    void aReturnRequestThatIsTakenBackIsNotPaid() throws Exception {
        SimulatedParticipant bank = participant(Mood.FULL);
        bank.handle(giveBack().build());

        Answer answer = bank.handle(giveBack().setRevision(2).setWithdrawn(true).build());

        assertThat(answer).isEqualTo(Answer.none());
        assertThat(givenBack).isEmpty();
    }

    @Test
    void theSameSeedMeetsTheSameAlertInTheSameMood() throws Exception {
        Temperament moody = new Temperament(20, 20, 20, 20, Duration.ZERO, Duration.ZERO);
        List<Answer> first = new ArrayList<>();
        List<Answer> second = new ArrayList<>();
        SimulatedParticipant one = participant(moody);
        SimulatedParticipant other = participant(moody);
        for (int i : IntStream.range(0, 200).toArray()) {
            FreezeAlert alert =
                    FreezeAlert.newBuilder(hold(1)).setAlertId("a" + i).build();
            first.add(one.handle(alert));
            second.add(other.handle(alert));
        }

        assertThat(second).isEqualTo(first);
        assertThat(first.stream()
                        .map(answer -> answer instanceof Answer.Given given
                                ? given.outcome().name()
                                : "NONE")
                        .distinct())
                .as("every mood is met")
                .containsExactlyInAnyOrder("HELD", "PARTLY_HELD", "NO_FUNDS", "REFUSED", "NONE");
    }

    /** The answer once its time has come. */
    private Answer answer(Mood mood, SpecificRecord alert) throws Exception {
        SimulatedParticipant participant = participant(mood);
        Answer answer = participant.handle(alert);
        if (answer instanceof Answer.Later later) {
            now = now.plus(later.again());
            return participant.handle(alert);
        }
        return answer;
    }

    private SimulatedParticipant participant(Mood mood) {
        return participant(Temperament.always(mood, DELAY));
    }

    private SimulatedParticipant participant(Temperament temperament) {
        PaymentNetwork network = request -> {
            givenBack.add(request);
            return new TransferRef("BACK");
        };
        return new SimulatedParticipant(1, temperament, network, arrived::add, () -> now);
    }

    private FreezeAlert hold(long revision) {
        return FreezeAlert.newBuilder()
                .setAlertId("a")
                .setBank("MBBEMYKL")
                .setAccount("1001")
                .setRevision(revision)
                .setAction(AccountAction.HOLD)
                .setHold(List.of(new Amount("MYR", 482_000L)))
                .setCausedAt(now)
                .setIssuedAt(now)
                .setRespondBy(now.plusSeconds(60))
                .build();
    }

    private ReturnRequest.Builder giveBack() {
        return ReturnRequest.newBuilder()
                .setRequestId("r")
                .setBank("MBBEMYKL")
                .setAccount("1001")
                .setRevision(1)
                .setRootTransferRef("TX1")
                .setAmount(new Amount("MYR", 1_000L))
                .setVictimBank("RHBBMYKL")
                .setVictimAccount("2001")
                .setDirectiveId("d")
                .setAuthority("police")
                .setIssuedAt(now)
                .setRespondBy(now.plusSeconds(60));
    }

    private BlockRequest block() {
        return BlockRequest.newBuilder()
                .setAlertId("b")
                .setPhoneNumber("+60124926178")
                .setOperator("MAXIS")
                .setRevision(1)
                .setAction(NumberAction.BLOCK)
                .setCausedAt(now)
                .setIssuedAt(now)
                .setRespondBy(now.plusSeconds(60))
                .build();
    }
}
