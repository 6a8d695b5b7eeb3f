package io.sekat.consumers.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sekat.events.Amount;
import io.sekat.events.BlockOutcome;
import io.sekat.events.BlockResponse;
import io.sekat.events.FreezeOutcome;
import io.sekat.events.FreezeResponse;
import io.sekat.identifiers.TransferRef;
import io.sekat.money.Money;
import io.sekat.topics.Topics;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AlertKindTest {
    @Test
    void aReturnIsAnsweredToTheBanksTopicUnderItsRequest() {
        Reply<?> reply = AlertKind.RETURN.reply(
                Alerts.giveBack("1001", 2).build(),
                (Answer.Given) Answer.returned(new TransferRef("TX9")),
                Alerts.ISSUED);

        assertThat(reply.topic()).isEqualTo(Topics.FREEZE_RESPONSES);
        assertThat(reply.key()).isEqualTo("MBBEMYKL:1001");
        FreezeResponse event = (FreezeResponse) reply.event();
        assertThat(event.getAlertId()).isEqualTo("return-1001");
        assertThat(event.getRevision()).isEqualTo(2);
        assertThat(event.getOutcome()).isEqualTo(FreezeOutcome.RETURNED);
        assertThat(event.getTransferRef()).isEqualTo("TX9");
    }

    @Test
    void heldWithoutSumsIsWhatThatRevisionAsks() {
        Reply<?> reply =
                AlertKind.FREEZE.reply(Alerts.freeze("1001", 2).build(), (Answer.Given) Answer.held(), Alerts.ISSUED);

        assertThat(((FreezeResponse) reply.event()).getHeld()).containsExactly(new Amount("MYR", 482_000L));
    }

    @Test
    void aBlockIsAnsweredToTheOperatorsTopicUnderTheNumber() {
        Reply<?> reply = AlertKind.BLOCK.reply(
                Alerts.block("+60124926178", 4).build(), (Answer.Given) Answer.refused("a hospital"), Alerts.ISSUED);

        assertThat(reply.topic()).isEqualTo(Topics.BLOCK_RESPONSES);
        assertThat(reply.key()).isEqualTo("+60124926178");
        BlockResponse event = (BlockResponse) reply.event();
        assertThat(event.getOutcome()).isEqualTo(BlockOutcome.REFUSED);
        assertThat(event.getReason()).isEqualTo("a hospital");
        assertThat(event.getOperator()).isEqualTo("MAXIS");
    }

    @ParameterizedTest
    @EnumSource(Outcome.class)
    void everyOutcomeIsOneOfTheEvents(Outcome outcome) {
        boolean isBanks = List.of(FreezeOutcome.values()).toString().contains(outcome.name());
        boolean isOperators = List.of(BlockOutcome.values()).toString().contains(outcome.name());

        assertThat(AlertKind.FREEZE.outcomes().contains(outcome)
                        || AlertKind.RETURN.outcomes().contains(outcome))
                .isEqualTo(isBanks);
        assertThat(AlertKind.BLOCK.outcomes().contains(outcome)).isEqualTo(isOperators);
    }

    @Test
    void anAnswerOfAnotherKindNamesWhatIsExpected() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AlertKind.FREEZE.check(Outcome.RETURNED))
                .withMessageContaining("RETURNED is no answer to a freeze alert")
                .withMessageContaining("PARTLY_HELD");
    }

    @Test
    void twoPaymentsInOneAccountAreAskedBackSideBySide() {
        Inbox<io.sekat.events.ReturnRequest> inbox = new Inbox<>(AlertKind.RETURN, RetryPolicy.DEFAULT, 3, 100);
        TopicPartition source = new TopicPartition("return-requests.MBBEMYKL", 0);

        inbox.take(Alerts.giveBack("1001", 1).setRequestId("a").build(), source, 0, Alerts.ISSUED);
        inbox.take(Alerts.giveBack("1001", 1).setRequestId("b").build(), source, 1, Alerts.ISSUED);

        assertThat(inbox.size()).isEqualTo(2);
    }

    @Test
    void anAnswerThatLacksWhatBelongsToItCannotBeMade() {
        for (Runnable wrong : List.<Runnable>of(
                () -> Answer.partlyHeld(List.of()),
                () -> Answer.partlyHeld(List.of(new Money("MYR", -1))),
                () -> Answer.partlyHeld(List.of(new Money("MYR", 1), new Money("MYR", 2))),
                () -> Answer.refused(" "),
                () -> Answer.of(Outcome.RETURNED),
                () -> new Answer.Given(Outcome.NO_FUNDS, List.of(new Money("MYR", 1)), null, null))) {
            assertThatIllegalArgumentException().isThrownBy(wrong::run).withMessageContaining("expected");
        }
    }
}
