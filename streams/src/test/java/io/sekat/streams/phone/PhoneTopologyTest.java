package io.sekat.streams.phone;

import static io.sekat.streams.Samples.NUMBER;
import static io.sekat.streams.Samples.OPERATOR;
import static io.sekat.streams.Samples.OTHER_OPERATOR;
import static io.sekat.streams.Samples.directive;
import static io.sekat.streams.Samples.phoneEntry;
import static io.sekat.streams.Samples.reportWithoutSuspect;
import static org.assertj.core.api.Assertions.assertThat;

import io.sekat.events.BlockRequest;
import io.sekat.events.DirectiveKind;
import io.sekat.events.DirectoryState;
import io.sekat.events.NumberAction;
import io.sekat.events.RejectReason;
import io.sekat.events.ReviewReason;
import io.sekat.events.ReviewState;
import io.sekat.identifiers.ParticipantId;
import io.sekat.streams.World;
import io.sekat.topics.Topic;
import io.sekat.topics.Topics;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PhoneTopologyTest {
    private static final Topic<BlockRequest> REQUESTS = Topics.BLOCK_REQUESTS.of(new ParticipantId(OPERATOR));
    private static final Topic<BlockRequest> OTHERS_REQUESTS =
            Topics.BLOCK_REQUESTS.of(new ParticipantId(OTHER_OPERATOR));

    private final World world = World.withParticipants();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void oneVictimWatchesAndTwoBlock() {
        world.comes(phoneEntry());
        reports("R1");
        assertThat(world.lastSaid(REQUESTS).getAction()).isEqualTo(NumberAction.WATCH);

        reports("R2");

        assertThat(world.records(REQUESTS)).singleElement().satisfies(request -> {
            assertThat(request.key()).isEqualTo(NUMBER.e164());
            assertThat(request.value().getAction()).isEqualTo(NumberAction.BLOCK);
        });
        assertThat(world.lastSaid(Topics.ENRICHED_REPORTS).getNumbers().get(0).getVictimCount())
                .isEqualTo(2);
    }

    @Test
    void aNumberThatIsPortedIsWithdrawnAndAskedOfItsNewOperator() {
        world.comes(phoneEntry());
        reports("R1");
        world.said(REQUESTS);

        world.comes(phoneEntry().setOperator(OTHER_OPERATOR));

        assertThat(world.lastSaid(REQUESTS).getAction()).isEqualTo(NumberAction.WITHDRAW);
        assertThat(world.lastSaid(OTHERS_REQUESTS).getAction()).isEqualTo(NumberAction.WATCH);
        assertThat(world.ensured()).contains(REQUESTS.name(), OTHERS_REQUESTS.name());
    }

    @Test
    void theSameReportsAndEntriesAgainSayNothing() {
        world.comes(phoneEntry());
        reports("R1");
        world.said(REQUESTS);
        world.said(Topics.ENRICHED_REPORTS);

        reports("R1");
        world.comes(phoneEntry());

        assertThat(world.said(REQUESTS)).isEmpty();
        assertThat(world.said(Topics.ENRICHED_REPORTS)).isEmpty();
    }

    @Test
    void aNumberWaitsForItsEntry() {
        reports("R1");
        assertThat(world.lastSaid(Topics.ENRICHED_REPORTS).getNumbers().get(0).getDirectory())
                .isEqualTo(DirectoryState.UNKNOWN);

        world.comes(phoneEntry());

        assertThat(world.lastSaid(REQUESTS).getAction()).isEqualTo(NumberAction.WATCH);
    }

    @Test
    void aProtectedNumberIsAskedOfPeopleUntilADirectiveBlocksIt() {
        world.comes(phoneEntry().setProtected$(true));
        reports("R1");
        assertThat(world.lastSaid(Topics.REVIEW_ITEMS).getReason()).isEqualTo(ReviewReason.PROTECTED_NUMBER);

        world.comes(directive(DirectiveKind.CONFIRM_BLOCK, NUMBER.e164()));

        assertThat(world.lastSaid(REQUESTS).getAction()).isEqualTo(NumberAction.BLOCK);
    }

    @Test
    void aReviewThatIsDismissedClosesAndStaysClosed() {
        world.comes(phoneEntry().setProtected$(true));
        reports("R1");

        world.comes(directive(DirectiveKind.DISMISS, NUMBER.e164()));
        assertThat(world.lastSaid(Topics.REVIEW_ITEMS).getState()).isEqualTo(ReviewState.CLOSED);

        reports("R2");
        assertThat(world.said(Topics.REVIEW_ITEMS)).isEmpty();
    }

    @Test
    void anEntryThatIsRemovedWithdrawsTheRequest() {
        world.comes(phoneEntry());
        reports("R1");

        world.comes(Topics.PHONE_NUMBERS, NUMBER.e164(), null);

        assertThat(world.lastSaid(REQUESTS).getAction()).isEqualTo(NumberAction.WITHDRAW);
    }

    @Test
    void anEntryWhoseOperatorCannotNameATopicIsRejected() {
        world.comes(phoneEntry().setOperator("no such / operator"));

        assertThat(world.onlyRejected().getReason()).isEqualTo(RejectReason.BAD_IDENTIFIER);
    }

    private void reports(String reportId) {
        world.comes(reportWithoutSuspect(reportId).setSuspectPhones(List.of("012-345 6789")));
    }
}
