package io.sekat.benchmarks.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OutcomeTest {
    private final Verdict seen = new Verdict("seen");
    private final Verdict unseen = new Verdict("unseen");
    private final Verdict violated = new Verdict("violated");

    OutcomeTest() {
        seen.expect(true, "");
        violated.expect(false, "it is not");
    }

    @Test
    void aCheckThatSawNothingProvesNothing() {
        assertThat(outcome(seen).holds()).isTrue();
        assertThat(outcome(seen, unseen).holds()).isFalse();
        assertThat(outcome(seen, violated).holds()).isFalse();
    }

    @Test
    void tooLittleIsToldFromAViolation() {
        assertThat(outcome(seen, unseen).isOnlyTooSmall()).isTrue();
        assertThat(outcome(seen).isOnlyTooSmall()).isFalse();
        assertThat(outcome(seen, unseen, violated).isOnlyTooSmall()).isFalse();
    }

    private static Outcome outcome(Verdict... verdicts) {
        return new Outcome(Map.of(), Map.of(), List.of(), List.of(), Waits.NONE, Waits.NONE, List.of(verdicts));
    }
}
