package io.sekat.streams.core.phone;

import static io.sekat.streams.Samples.NOW;
import static io.sekat.streams.Samples.NUMBER;
import static io.sekat.streams.Samples.OCCASION;
import static io.sekat.streams.Samples.OPERATOR;
import static io.sekat.streams.Samples.OTHER_OPERATOR;
import static io.sekat.streams.Samples.PAID;
import static io.sekat.streams.Samples.RULES;
import static io.sekat.streams.Samples.directive;
import static io.sekat.streams.Samples.numberNamed;
import static io.sekat.streams.Samples.phoneEntry;
import static io.sekat.streams.Samples.toNumber;
import static org.assertj.core.api.Assertions.assertThat;

import io.sekat.events.AlertReason;
import io.sekat.events.BlockRequest;
import io.sekat.events.DirectiveKind;
import io.sekat.events.DirectoryState;
import io.sekat.events.EnrichedNumber;
import io.sekat.events.LineStatus;
import io.sekat.events.NumberAction;
import io.sekat.events.NumberMessage;
import io.sekat.events.PhoneEntry;
import io.sekat.events.ReviewItem;
import io.sekat.events.ReviewReason;
import io.sekat.events.ReviewState;
import io.sekat.streams.core.AlertIds;
import io.sekat.streams.core.Effect;
import io.sekat.streams.core.Outcome;
import io.sekat.streams.core.phone.NumberDecider.Known;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What operators, people and the reports' files are told of a number. */
class NumberDeciderTest {
    private static final NumberMessage RELEASE =
            toNumber(directive(DirectiveKind.RELEASE, NUMBER.e164()).build());

    private final NumberDecider decider = new NumberDecider(NUMBER, RULES);
    private Known known = new Known(NumberState.EMPTY, Optional.of(phoneEntry().build()));

    @Test
    void theFirstRequestGoesToTheOperatorThatServesTheNumber() {
        BlockRequest request = onlyRequest(tell(numberNamed("R1")));

        assertThat(request.getOperator()).isEqualTo(OPERATOR);
        assertThat(request.getAction()).isEqualTo(NumberAction.WATCH);
        assertThat(request.getRevision()).isEqualTo(1);
        assertThat(request.getAlertId()).isEqualTo(AlertIds.of(NUMBER.e164(), 1));
        assertThat(request.getRespondBy()).isEqualTo(NOW.plus(Duration.ofMinutes(15)));
    }

    @Test
    void theSameMessageAgainChangesNothingAndTellsNobody() {
        for (NumberMessage message : List.of(numberNamed("R1"), numberNamed("R2"), RELEASE)) {
            tell(message);
            Known before = known;

            assertThat(tell(message)).as(message.toString()).isEmpty();
            assertThat(known).isEqualTo(before);
        }
    }

    @Test
    void theSameEntryAgainTellsNobody() {
        tell(numberNamed("R1"));

        assertThat(enter(phoneEntry())).isEmpty();
    }

    @Test
    void aSecondVictimMakesTheWatchABlockInTheSameRequest() {
        BlockRequest watch = onlyRequest(tell(numberNamed("R1")));

        BlockRequest block = onlyRequest(tell(numberNamed("R2")));

        assertThat(block.getAction()).isEqualTo(NumberAction.BLOCK);
        assertThat(block.getAlertId()).isEqualTo(watch.getAlertId());
        assertThat(block.getRevision()).isEqualTo(2);
        assertThat(block.getVictimCount()).isEqualTo(2);
    }

    @Test
    void whenANumberIsPortedTheOldOperatorWithdrawsAndTheNewOneIsAsked() {
        tell(numberNamed("R1"));

        List<BlockRequest> requests = requests(enter(phoneEntry().setOperator(OTHER_OPERATOR)));

        assertThat(requests).extracting(BlockRequest::getOperator).containsExactly(OPERATOR, OTHER_OPERATOR);
        assertThat(requests)
                .extracting(BlockRequest::getAction)
                .containsExactly(NumberAction.WITHDRAW, NumberAction.WATCH);
        assertThat(requests).extracting(BlockRequest::getRevision).containsExactly(2L, 3L);
        assertThat(requests.get(0).getReasons()).containsExactly(AlertReason.PORTED_OUT);
        assertThat(requests.get(1).getAlertId()).isEqualTo(requests.get(0).getAlertId());
    }

    @Test
    void aNumberThatIsPortedBackIsAskedOfItsFirstOperatorAgain() {
        tell(numberNamed("R1"));
        enter(phoneEntry().setOperator(OTHER_OPERATOR));

        List<BlockRequest> requests = requests(enter(phoneEntry()));

        assertThat(requests).extracting(BlockRequest::getOperator).containsExactly(OTHER_OPERATOR, OPERATOR);
        assertThat(requests).extracting(BlockRequest::getRevision).containsExactly(4L, 5L);
    }

    @Test
    void theRequestForATerminatedLineIsWithdrawnOnce() {
        tell(numberNamed("R1"));

        BlockRequest request = onlyRequest(enter(phoneEntry().setStatus(LineStatus.TERMINATED)));

        assertThat(request.getAction()).isEqualTo(NumberAction.WITHDRAW);
        assertThat(request.getReasons()).contains(AlertReason.LINE_TERMINATED);
        assertThat(requests(tell(numberNamed("R2")))).isEmpty();
    }

    @Test
    void aNewReportAfterAReleaseBeginsANewEpisode() {
        tell(numberNamed("R1"));
        tell(RELEASE);

        BlockRequest request = onlyRequest(tell(numberNamed("R2")));

        assertThat(request.getAlertId()).isEqualTo(AlertIds.of(NUMBER.e164(), 2));
        assertThat(request.getRevision()).isEqualTo(3);
    }

    @Test
    void aNumberWaitsForItsEntryAndTheReportsFileSaysSo() {
        known = new Known(NumberState.EMPTY, Optional.empty());

        List<Effect> effects = tell(numberNamed("R1"));

        assertThat(effects).singleElement().isInstanceOfSatisfying(Effect.TellCase.class, told -> {
            EnrichedNumber facts = (EnrichedNumber) told.event().getBody();
            assertThat(facts.getDirectory()).isEqualTo(DirectoryState.UNKNOWN);
            assertThat(facts.getAction()).isEqualTo(NumberAction.NONE);
            assertThat(facts.getAlertId()).isNull();
        });
    }

    @Test
    void whenTheEntryArrivesLateTheOperatorIsAsked() {
        known = new Known(NumberState.EMPTY, Optional.empty());
        tell(numberNamed("R1"));
        tell(numberNamed("R2"));

        BlockRequest request = onlyRequest(enter(phoneEntry()));

        assertThat(request.getAction()).isEqualTo(NumberAction.BLOCK);
        assertThat(request.getRevision()).isEqualTo(1);
    }

    @Test
    void aProtectedNumberIsAskedOfPeople() {
        enter(phoneEntry().setProtected$(true));

        List<Effect> effects = tell(numberNamed("R1"));

        assertThat(requests(effects)).isEmpty();
        assertThat(onlyReview(effects).getReason()).isEqualTo(ReviewReason.PROTECTED_NUMBER);
    }

    @Test
    void aNumberThatTurnsOutToBeRecycledIsWithdrawnAndReviewed() {
        tell(numberNamed("R1"));

        List<Effect> effects = enter(phoneEntry().setActivatedAt(PAID.plusSeconds(1)));

        assertThat(onlyRequest(effects).getAction()).isEqualTo(NumberAction.WITHDRAW);
        assertThat(onlyReview(effects).getReason()).isEqualTo(ReviewReason.RECYCLED_NUMBER);
    }

    @Test
    void aReviewIsClosedByTheDirectiveThatAnswersIt() {
        enter(phoneEntry().setProtected$(true));
        tell(numberNamed("R1"));

        List<Effect> effects = tell(
                toNumber(directive(DirectiveKind.CONFIRM_BLOCK, NUMBER.e164()).build()));

        assertThat(onlyRequest(effects).getAction()).isEqualTo(NumberAction.BLOCK);
        assertThat(onlyReview(effects).getState()).isEqualTo(ReviewState.CLOSED);
    }

    private List<Effect> tell(NumberMessage message) {
        return settle(new Known(NumberDecider.hear(known.state(), message), known.entry()));
    }

    private List<Effect> enter(PhoneEntry.Builder entry) {
        return settle(new Known(known.state(), Optional.of(entry.build())));
    }

    private List<Effect> settle(Known after) {
        Outcome<NumberState> outcome = decider.settle(known, after, OCCASION);
        known = new Known(outcome.state(), after.entry());
        return outcome.effects();
    }

    private static List<BlockRequest> requests(List<Effect> effects) {
        return effects.stream()
                .filter(Effect.AskOperator.class::isInstance)
                .map(effect -> (BlockRequest) effect.event())
                .toList();
    }

    private static BlockRequest onlyRequest(List<Effect> effects) {
        assertThat(requests(effects)).hasSize(1);
        return requests(effects).get(0);
    }

    private static ReviewItem onlyReview(List<Effect> effects) {
        List<ReviewItem> items = effects.stream()
                .filter(Effect.AskPeople.class::isInstance)
                .map(effect -> (ReviewItem) effect.event())
                .toList();
        assertThat(items).hasSize(1);
        return items.get(0);
    }
}
