package io.sekat.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekat.events.Amount;
import io.sekat.events.ReturnRequest;
import io.sekat.serdes.AvroSerdes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DemoAnswersTest {
    private static final Instant TIME = Instant.parse("2026-03-02T09:00:00Z");

    @BeforeAll
    static void trustEvents() {
        AvroSerdes.trustEvents();
    }

    @Test
    void aReturnRequestThatNobodyAnsweredIsWaitedFor() {
        DemoAnswers answers = answers(request("r", 1, false), request("other", 2, true));

        assertThat(answers.areReturnsSettled()).isFalse();
        assertThat(answers.table()).contains("no answer");
    }

    @Test
    void aReturnRequestThatIsTakenBackIsNotWaitedFor() {
        DemoAnswers answers = answers(request("r", 1, false), request("r", 2, true));

        assertThat(answers.areReturnsSettled()).isTrue();
        assertThat(answers.table()).contains("withdrawn").doesNotContain("no answer", "MYR 0.00");
    }

    @Test
    void whatIsAskedAgainIsWaitedForAgain() {
        DemoAnswers answers = answers(request("r", 1, false), request("r", 2, true), request("r", 3, false));

        assertThat(answers.areReturnsSettled()).isFalse();
    }

    private static DemoAnswers answers(ReturnRequest... returns) {
        return new DemoAnswers(Map.of(), List.of(), List.of(), List.of(), List.of(returns));
    }

    private static ReturnRequest request(String id, long revision, boolean isWithdrawn) {
        return ReturnRequest.newBuilder()
                .setRequestId(id)
                .setBank("MBBEMYKL")
                .setAccount("1001")
                .setRevision(revision)
                .setRootTransferRef("TX1")
                .setAmount(new Amount("MYR", isWithdrawn ? 0L : 1_000L))
                .setVictimBank("RHBBMYKL")
                .setVictimAccount("2001")
                .setDirectiveId("d")
                .setAuthority("police")
                .setIssuedAt(TIME)
                .setRespondBy(TIME.plusSeconds(900))
                .setWithdrawn(isWithdrawn)
                .build();
    }
}
