package io.sekat.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sekat.events.RejectReason;
import io.sekat.events.RejectedRecord;
import io.sekat.events.ReportedPayment;
import io.sekat.events.ScamReport;
import io.sekat.events.Victim;
import io.sekat.serdes.AvroSerdes;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventJsonTest {
    private static final Instant TIME = Instant.parse("2026-03-02T09:00:00.250Z");

    static {
        AvroSerdes.trustEvents();
    }

    private final ScamReport report = ScamReport.newBuilder()
            .setReportId("R1")
            .setReportedAt(TIME)
            .setNarrative("He said \"pay\"\nand I did")
            .setVictim(new Victim("p", null, null))
            .setPayments(List.of(ReportedPayment.newBuilder()
                    .setAmountMinor(482_000)
                    .setCurrency("MYR")
                    .setPaidAt(TIME)
                    .build()))
            .build();

    @Test
    void anEventIsPlainJsonWithoutWrappersAroundUnions() {
        assertThat(EventJson.line(report))
                .contains("\"reportId\":\"R1\"")
                .contains("\"reportedAt\":\"2026-03-02T09:00:00.250Z\"")
                .contains("\"paidAt\":\"2026-03-02T09:00:00.250Z\"")
                .contains("\"amountMinor\":482000")
                .contains("\"transferRef\":null")
                .contains("\"victim\":{\"ref\":\"p\",\"bank\":null,\"account\":null}");
    }

    @Test
    void aLineIsOneLineAndTheIndentedFormSaysTheSame() throws JsonProcessingException {
        ObjectMapper mapper = new ObjectMapper();

        assertThat(EventJson.line(report)).doesNotContain("\n");
        assertThat(EventJson.indented(report)).contains("\n");
        assertThat(mapper.readTree(EventJson.line(report))).isEqualTo(mapper.readTree(EventJson.indented(report)));
    }

    @Test
    void bytesAreBase64AndReadingThemDoesNotUseThemUp() {
        RejectedRecord rejected = RejectedRecord.newBuilder()
                .setSourceTopic("scam-reports")
                .setReason(RejectReason.MALFORMED)
                .setMessage("bad")
                .setOriginalValue(ByteBuffer.wrap(new byte[] {1, 2, 3}))
                .setRejectedAt(TIME)
                .build();

        assertThat(EventJson.line(rejected))
                .contains("\"originalValue\":\"AQID\"")
                .contains("\"reason\":\"MALFORMED\"");
        assertThat(EventJson.line(rejected)).contains("\"originalValue\":\"AQID\"");
    }
}
