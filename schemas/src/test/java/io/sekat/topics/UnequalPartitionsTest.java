package io.sekat.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UnequalPartitionsTest {
    private static final int CONFIGURED = 4;

    @Test
    void topicsAsTheyAreCreatedAreFine() {
        assertThat(UnequalPartitions.among(all(CONFIGURED), CONFIGURED)).isEmpty();
    }

    @Test
    void topicsThatAllHaveAnotherNumberThanTheSettingSaysAreFine() {
        assertThat(UnequalPartitions.among(all(12), CONFIGURED)).isEmpty();
    }

    @Test
    void eachTopicThatDiffersIsNamedWithWhatItHasAndWhatItNeeds() {
        Map<Topic<?>, Integer> counts = all(12);
        counts.put(Topics.PHONE_NUMBERS, 8);
        counts.put(Topics.FREEZE_RESPONSES, 1);
        counts.put(Topics.CASE_MEMBERS, 3);

        assertThat(UnequalPartitions.among(counts, CONFIGURED))
                .hasValueSatisfying(unequal -> assertThat(unequal)
                        .hasMessageContaining(
                                "case-members has 3 (expected 1), freeze-responses has 1 (expected 12), phone-numbers has"
                                        + " 8 (expected 12). ")
                        .hasMessageContaining("provision --partitions 12"));
    }

    @Test
    void whereAsManyHaveOneNumberAsAnotherTheSettingDecides() {
        Map<Topic<?>, Integer> counts = Map.of(Topics.PHONE_NUMBERS, 8, Topics.NUMBER_MESSAGES, CONFIGURED);

        assertThat(UnequalPartitions.among(counts, CONFIGURED))
                .hasValueSatisfying(
                        unequal -> assertThat(unequal).hasMessageContaining("phone-numbers has 8 (expected 4)"));
    }

    @Test
    void whatNobodyMayLookAtIsNotMissed() {
        assertThat(UnequalPartitions.among(Map.of(), CONFIGURED)).isEmpty();
        assertThat(UnequalPartitions.among(Map.of(Topics.PARTICIPANTS, 1), CONFIGURED))
                .isEmpty();
    }

    @Test
    void whatTheStreamsApplicationOnlyWritesIsJoinedWithNothing() {
        assertThat(Topics.read()).doesNotContainAnyElementsOf(Topics.OUTPUTS);
    }

    /** All topics that are read, with that many partitions where they are joined. */
    private static Map<Topic<?>, Integer> all(int joined) {
        Map<Topic<?>, Integer> counts = new HashMap<>();
        Topics.read().forEach(topic -> counts.put(topic, topic.spread() == Topic.Spread.BY_KEY ? joined : 1));
        return counts;
    }
}
