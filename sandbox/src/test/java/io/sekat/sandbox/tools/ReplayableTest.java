package io.sekat.sandbox.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekat.events.RejectReason;
import io.sekat.events.RejectedRecord;
import io.sekat.sandbox.tools.Replayable.Original;
import io.sekat.serdes.AvroSerdes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ReplayableTest {
    private static final Instant REFUSED = Instant.parse("2026-12-01T10:00:00Z");

    static {
        AvroSerdes.trustEvents();
    }

    @Test
    void whatWasRefusedAgainIsSentOnce() {
        Replayable all = new Replayable(null, null, null);
        all.see(refused("scam-reports", 3, "R1", REFUSED));
        all.see(refused("scam-reports", 4, "R2", REFUSED));
        all.see(refused("scam-reports", 9, "R1", REFUSED.plusSeconds(60)));

        assertThat(all.originals()).containsExactly(original("R1"), original("R2"));
    }

    @Test
    void rowsOfFilesAndWhatSekatWroteItselfAreNotSent() {
        Replayable all = new Replayable(null, null, null);
        all.see(refused("scam-reports", -1, "R1", REFUSED));
        all.see(refused("freeze-alerts.BETAMYKL", 1, "BETAMYKL:1", REFUSED));
        all.see(refused("account-messages", 1, "BETAMYKL:1", REFUSED));

        assertThat(all.originals()).isEmpty();
    }

    @Test
    void reasonSubjectAndTimeChoose() {
        Replayable chosen = new Replayable(RejectReason.UNKNOWN_BANK, "R1", REFUSED);
        chosen.see(refused("scam-reports", 1, "R1", REFUSED.minusMillis(1)));
        chosen.see(refused("scam-reports", 2, "R2", REFUSED));
        assertThat(chosen.originals()).isEmpty();

        chosen.see(refused("scam-reports", 3, "R1", REFUSED));
        assertThat(chosen.originals()).containsExactly(original("R1"));

        Replayable others = new Replayable(RejectReason.BAD_AMOUNT, null, null);
        others.see(refused("scam-reports", 3, "R1", REFUSED));
        assertThat(others.originals()).isEmpty();
    }

    private static Original original(String subject) {
        return new Original("scam-reports", bytes(subject), bytes("value of " + subject));
    }

    private static RejectedRecord refused(String topic, long offset, String subject, Instant at) {
        return RejectedRecord.newBuilder()
                .setSourceTopic(topic)
                .setSourcePartition(0)
                .setSourceOffset(offset)
                .setSubject(subject)
                .setReason(RejectReason.UNKNOWN_BANK)
                .setMessage("no such bank")
                .setOriginalKey(bytes(subject))
                .setOriginalValue(bytes("value of " + subject))
                .setRejectedAt(at)
                .build();
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
