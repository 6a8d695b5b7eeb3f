package io.sekat.sandbox.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekat.events.Directive;
import io.sekat.events.DirectiveKind;
import io.sekat.events.RejectReason;
import io.sekat.events.RejectedRecord;
import io.sekat.topics.Topics;
import java.time.Instant;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class DispatchTest {
    private static final Instant NOW = Instant.parse("2026-03-02T07:00:00Z");
    private static final Directive ORDER = Directive.newBuilder()
            .setDirectiveId("D-1")
            .setKind(DirectiveKind.CONFIRM_FREEZE)
            .setSubject("MBBEMYKL:1001")
            .setIssuedBy("insp-7")
            .setReason("case 12")
            .setIssuedAt(NOW)
            .build();
    private static final RecordMetadata SENT =
            new RecordMetadata(new TopicPartition(Topics.DIRECTIVES.name(), 2), 41, 0, 0, 0, 0);

    /** Such as that of a workstation's clock that is ahead: it speaks of a time, and of no directive. */
    @Test
    void whatWasRefusedWhereItWasSentIsARefusalWhateverItSays() {
        assertThat(Dispatch.isRefusal(refused(Topics.DIRECTIVES.name(), 2, 41, "issuedAt is not valid"), ORDER, SENT))
                .isTrue();
        assertThat(Dispatch.isRefusal(refused(Topics.DIRECTIVES.name(), 2, 40, "issuedAt is not valid"), ORDER, SENT))
                .isFalse();
        assertThat(Dispatch.isRefusal(refused(Topics.DIRECTIVES.name(), 1, 41, "issuedAt is not valid"), ORDER, SENT))
                .isFalse();
        assertThat(Dispatch.isRefusal(refused(Topics.SCAM_REPORTS.name(), 2, 41, "is no report"), ORDER, SENT))
                .isFalse();
    }

    @Test
    void whomItToldMayRefuseItByItsName() {
        String topic = Topics.ACCOUNT_MESSAGES.name();
        assertThat(Dispatch.isRefusal(refused(topic, 0, 7, "directive D-1 orders a return"), ORDER, SENT))
                .isTrue();
        assertThat(Dispatch.isRefusal(refused(topic, 0, 7, "directive D-11 orders a return"), ORDER, SENT))
                .isFalse();
    }

    private static RejectedRecord refused(String topic, int partition, long offset, String message) {
        return RejectedRecord.newBuilder()
                .setReason(RejectReason.OTHER)
                .setMessage(message)
                .setSourceTopic(topic)
                .setSourcePartition(partition)
                .setSourceOffset(offset)
                .setRejectedAt(NOW)
                .build();
    }
}
