package io.sekat.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekat.events.AlertReason;
import io.sekat.events.BlockRequest;
import io.sekat.events.NumberAction;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SightingsTest {
    @Test
    void whoIsAskedAboutANumberIsPartOfWhatIsCompared() {
        String asked = Sightings.asked("block-requests.A", request("A", 1));

        assertThat(Sightings.asked("block-requests.A", request("B", 1))).isNotEqualTo(asked);
        assertThat(Sightings.asked("block-requests.B", request("A", 1))).isNotEqualTo(asked);
        assertThat(Sightings.asked("block-requests.A", request("A", 2)))
                .as("systems count revisions in ways of their own")
                .isEqualTo(asked);
    }

    private static BlockRequest request(String operator, long revision) {
        return BlockRequest.newBuilder()
                .setAlertId("a")
                .setPhoneNumber("+60120000000")
                .setOperator(operator)
                .setRevision(revision)
                .setAction(NumberAction.BLOCK)
                .setReasons(List.of(AlertReason.SEVERAL_VICTIMS))
                .setReportCount(2)
                .setVictimCount(2)
                .setCausedAt(Instant.EPOCH)
                .setIssuedAt(Instant.EPOCH)
                .setRespondBy(Instant.EPOCH)
                .build();
    }
}
