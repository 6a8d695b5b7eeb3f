package io.sekat.streams.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AlertIdsTest {
    @Test
    void anIdIsTheSameOnEveryMachineAndInEveryVersion() {
        assertThat(AlertIds.of("BETAMYKL:200000002", 1)).isEqualTo("03efdc43968ad1574f2ccba0");
    }

    @Test
    void anotherEpisodeOrSubjectHasAnotherId() {
        String id = AlertIds.of("BETAMYKL:200000002", 1);

        assertThat(AlertIds.of("BETAMYKL:200000002", 2)).isNotEqualTo(id);
        assertThat(AlertIds.of("BETAMYKL:20000000", 21)).isNotEqualTo(id);
    }
}
