package io.sekat.serdes;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekat.events.RejectReason;
import io.sekat.events.RejectedRecord;
import io.sekat.topics.Topic;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RejectionTest {
    static {
        AvroSerdes.trustEvents();
    }

    @Test
    void whatIsOfUsualSizeIsKeptWhole() {
        byte[] key = {1, 2};
        byte[] value = {3, 4, 5};

        RejectedRecord rejected = rejected("because", "R1", key, value);

        assertThat(rejected.getMessage()).isEqualTo("because");
        assertThat(rejected.getSubject()).isEqualTo("R1");
        assertThat(rejected.getOriginalKey().array()).isEqualTo(key);
        assertThat(rejected.getOriginalValue().array()).isEqualTo(value);
    }

    @Test
    void whatIsNotThereStaysAway() {
        RejectedRecord rejected = rejected("because", " ", null, null);

        assertThat(rejected.getSubject()).isNull();
        assertThat(rejected.getOriginalKey()).isNull();
        assertThat(rejected.getOriginalValue()).isNull();
        assertThat(Rejection.key(null)).isEmpty();
    }

    @Test
    void howeverLargeItIsItCanBeWrittenAndSaysWhatIsMissing() throws Exception {
        byte[] huge = new byte[40 << 20];
        String endless = "\uFFFD".repeat(5 << 20);

        RejectedRecord rejected = rejected(endless, endless, huge, huge);

        assertThat(RejectedRecord.getEncoder().encode(rejected).remaining()
                        + Rejection.key(endless).length() * 3)
                .isLessThan(Topic.LARGEST_RECORD - 1024);
        assertThat(rejected.getMessage())
                .contains(
                        "of the " + huge.length + " bytes of its key", "of the " + huge.length + " bytes of its value");
        assertThat(rejected.getOriginalValue().remaining()).isEqualTo(Rejection.LARGEST_VALUE);
    }

    @Test
    void noHalfOfACharacterIsLeft() {
        String text = "x".repeat(Rejection.LONGEST_SUBJECT - 1) + "\uD83D\uDE00" + "more";

        assertThat(Rejection.key(text)).isEqualTo("x".repeat(Rejection.LONGEST_SUBJECT - 1) + "…");
    }

    private static RejectedRecord rejected(String message, String subject, byte[] key, byte[] value) {
        return Rejection.of(RejectReason.MALFORMED, message, subject, key, value, Instant.EPOCH)
                .setSourceTopic("scam-reports")
                .build();
    }
}
