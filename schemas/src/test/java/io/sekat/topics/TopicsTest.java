package io.sekat.topics;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekat.events.CaseMessage;
import io.sekat.events.ParticipantKind;
import io.sekat.identifiers.ParticipantId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicsTest {
    private static final ParticipantId BANK = new ParticipantId("BETAMYKL");
    private static final ParticipantId OPERATOR = new ParticipantId("CELCO");

    /** The table of design section 3. */
    @ParameterizedTest
    @CsvSource({
        "scam-reports, ScamReport, delete, 30",
        "participants, Participant, compact, -1",
        "bank-accounts, AccountEntry, compact, -1",
        "phone-numbers, PhoneEntry, compact, -1",
        "fund-transfers, FundTransfer, delete, 7",
        "freeze-alerts.BETAMYKL, FreezeAlert, 'compact,delete', 365",
        "block-requests.CELCO, BlockRequest, 'compact,delete', 365",
        "return-requests.BETAMYKL, ReturnRequest, 'delete', 365",
        "enriched-reports, EnrichedReport, compact, -1",
        "freeze-responses, FreezeResponse, delete, 30",
        "block-responses, BlockResponse, delete, 30",
        "directives, Directive, delete, 90",
        "review-items, ReviewItem, compact, -1",
        "escalations, Escalation, delete, 90",
        "rejected-records, RejectedRecord, delete, 90"
    })
    void aTopicHoldsItsEventAsLongAsTheDesignSays(String name, String type, String cleanup, long days) {
        Topic<?> topic = Topics.named(name).orElseThrow();

        assertThat(topic.type().getSimpleName()).isEqualTo(type);
        assertThat(topic.brokerConfig())
                .containsEntry("cleanup.policy", cleanup)
                .containsEntry("retention.ms", Long.toString(days < 0 ? -1 : days * 86_400_000))
                .containsEntry("message.timestamp.type", "LogAppendTime");
    }

    @Test
    void everyTopicIsFoundByItsNameAndNoTwoShareOne() {
        List<Topic<?>> all = new ArrayList<>(Topics.all());
        all.addAll(Topics.of(BANK, ParticipantKind.BANK));
        all.addAll(Topics.of(OPERATOR, ParticipantKind.OPERATOR));

        assertThat(all).extracting(Topic::name).doesNotHaveDuplicates();
        assertThat(all)
                .allSatisfy(topic -> assertThat(Topics.named(topic.name())).contains(topic));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no-such-topic",
                "freeze-alerts",
                "freeze-alerts.",
                "freeze-alerts.x",
                "freeze-alerts.betamykl"
            })
    void aNameThatSekatDoesNotUseIsNoTopic(String name) {
        assertThat(Topics.named(name)).isEmpty();
    }

    @Test
    void aParticipantHasTheTopicsOfItsKindOnly() {
        assertThat(Topics.of(BANK, ParticipantKind.BANK))
                .extracting(Topic::name)
                .containsExactly("freeze-alerts.BETAMYKL", "return-requests.BETAMYKL");
        assertThat(Topics.of(OPERATOR, ParticipantKind.OPERATOR))
                .extracting(Topic::name)
                .containsExactly("block-requests.CELCO");
        assertThat(Topics.of(OPERATOR, ParticipantKind.POLICE)).isEmpty();
    }

    @Test
    void whatSekatWritesHasRoomForManyTimesWhatOthersMayWrite() {
        assertThat(Topics.INPUTS)
                .allSatisfy(topic -> assertThat(topic.brokerConfig())
                        .containsEntry("max.message.bytes", Integer.toString(Topic.LARGEST_INPUT_RECORD)));
        assertThat(Stream.of(Topics.OUTPUTS, Topics.INTERNAL, Topics.of(BANK, ParticipantKind.BANK))
                        .flatMap(List::stream))
                .allSatisfy(topic -> assertThat(topic.brokerConfig())
                        .containsEntry("max.message.bytes", Integer.toString(Topic.LARGEST_RECORD)));
        assertThat(Topic.LARGEST_RECORD).isGreaterThan(8 * Topic.LARGEST_INPUT_RECORD);
    }

    @Test
    void anInputsValueMayBeSmallerThanItsRecord() {
        assertThat(Topics.INPUTS)
                .allSatisfy(
                        topic -> assertThat(Topics.largestValue(topic.type())).isLessThan(Topic.LARGEST_INPUT_RECORD));
        assertThat(Topics.largestValue(CaseMessage.class)).isEqualTo(Topic.LARGEST_RECORD);
    }
}
