package io.sekat.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedPunctuator;
import org.junit.jupiter.api.Test;

class RoundsTest {
    private static final Duration LENGTH = Duration.ofMillis(10);

    private final MockProcessorContext<String, String> context = new MockProcessorContext<>();
    private final List<Long> ends = new ArrayList<>();
    private boolean isMore;
    private final Rounds rounds = new Rounds(context, LENGTH, now -> {
        ends.add(now);
        return isMore;
    });

    @Test
    void nothingIsScheduledWhileThereIsNothingToDo() {
        assertThat(context.scheduledPunctuators()).isEmpty();
        rounds.stop();
        assertThat(context.scheduledPunctuators()).isEmpty();
    }

    @Test
    void oneRoundBeginsHoweverMuchThereIsToDo() {
        rounds.begin();
        rounds.begin();
        assertThat(context.scheduledPunctuators()).singleElement().satisfies(one -> {
            assertThat(one.getInterval()).isEqualTo(LENGTH);
            assertThat(one.getType()).isEqualTo(PunctuationType.WALL_CLOCK_TIME);
            assertThat(one.cancelled()).isFalse();
        });
    }

    @Test
    void theLastRoundEndsWhenNothingIsLeft() {
        rounds.begin();
        isMore = true;
        elapse(0, 7);
        assertThat(scheduled(0).cancelled()).isFalse();
        isMore = false;
        elapse(0, 17);
        assertThat(scheduled(0).cancelled()).isTrue();
        assertThat(ends).containsExactly(7L, 17L);

        rounds.begin();
        assertThat(context.scheduledPunctuators()).hasSize(2);
        assertThat(scheduled(1).cancelled()).isFalse();
    }

    @Test
    void aTaskThatBeginsAnewEndsNoRoundOfBefore() {
        rounds.begin();
        rounds.stop();
        assertThat(scheduled(0).cancelled()).isTrue();
        rounds.begin();
        assertThat(scheduled(1).cancelled()).isFalse();
    }

    private void elapse(int round, long now) {
        scheduled(round).getPunctuator().punctuate(now);
    }

    private CapturedPunctuator scheduled(int round) {
        return context.scheduledPunctuators().get(round);
    }
}
