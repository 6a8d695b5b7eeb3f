package io.sekat.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Up to when answers are read, from a partition's end and what was committed of it. */
class StoredAnswersTest {
    private static final TopicPartition ANSWERS = new TopicPartition("answers", 0);
    private static final Instant START = Instant.parse("2026-03-02T07:00:00Z");

    private final Time time = new Time();
    private final Brokers brokers = new Brokers();
    private final StoredAnswers answers = new StoredAnswers(brokers, time, () -> time.nanos, new Inline());

    @Test
    void nothingIsKnownBeforeAnybodyAsks() {
        assertThat(upTo()).isEqualTo(Instant.EPOCH);
        assertThat(brokers.asked).isZero();
    }

    @Test
    void whereNoAnswerEverCameAllIsRead() {
        answers.find(ANSWERS);

        assertThat(upTo()).isEqualTo(START.minusMillis(1));
    }

    @Test
    void whatIsReadIsReadUpToTheTimeOfTheEndAndNotOfTheReading() {
        brokers.end = 5;
        answers.find(ANSWERS);
        assertThat(upTo()).isEqualTo(Instant.EPOCH);

        time.passes(Duration.ofMinutes(1));
        brokers.committed = 5;
        answers.find(ANSWERS);

        assertThat(upTo()).isEqualTo(START.minusMillis(1));
    }

    @Test
    void anApplicationThatIsAlwaysBehindComesToTheEndThatWasNoted() {
        brokers.end = 5;
        answers.find(ANSWERS);
        time.passes(Duration.ofSeconds(10));
        brokers.end = 50;
        brokers.committed = 6;

        answers.find(ANSWERS);

        assertThat(upTo()).isEqualTo(START.minusMillis(1));
        assertThat(brokers.committed).isLessThan(brokers.end);
    }

    @Test
    void theNextTimeIsFoundAfterTheFirst() {
        answers.find(ANSWERS);
        time.passes(Duration.ofSeconds(10));

        answers.find(ANSWERS);

        assertThat(upTo()).isEqualTo(START.plusSeconds(10).minusMillis(1));
    }

    @Test
    void brokersThatDoNotAnswerLeaveItUnknown() {
        brokers.away = true;
        answers.find(ANSWERS);
        assertThat(upTo()).isEqualTo(Instant.EPOCH);

        brokers.away = false;
        answers.find(ANSWERS);

        assertThat(upTo()).isEqualTo(START.minusMillis(1));
    }

    /** What was read at eight by a clock that was fast says nothing of the real eight o'clock. */
    @Test
    void aClockThatIsSetBackMakesItUnknownForGood() {
        time.isSet(Duration.ofHours(1));
        answers.find(ANSWERS);
        assertThat(upTo()).isEqualTo(START.plus(Duration.ofHours(1)).minusMillis(1));

        time.isSet(Duration.ofHours(-1));
        assertThat(upTo()).isEqualTo(Instant.EPOCH);
        time.passes(Duration.ofHours(2));
        assertThat(upTo()).isEqualTo(Instant.EPOCH);

        answers.find(ANSWERS);
        assertThat(upTo()).isEqualTo(START.plus(Duration.ofHours(2)).minusMillis(1));
    }

    @Test
    void aClockThatIsSetWhileTheApplicationIsBehindMakesItBeAskedAnew() {
        brokers.end = 5;
        answers.find(ANSWERS);
        time.isSet(Duration.ofHours(-1));
        brokers.committed = 5;

        answers.find(ANSWERS);
        assertThat(upTo()).isEqualTo(Instant.EPOCH);
        answers.find(ANSWERS);

        assertThat(upTo()).isEqualTo(START.minus(Duration.ofHours(1)).minusMillis(1));
    }

    private Instant upTo() {
        return answers.upTo(ANSWERS, time.instant());
    }

    private static final class Time extends Clock {
        private Instant now = START;
        private long nanos = 77;

        void passes(Duration duration) {
            now = now.plus(duration);
            nanos += duration.toNanos();
        }

        void isSet(Duration forward) {
            now = now.plus(forward);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private static final class Brokers implements AnswerOffsets {
        private long end;
        private long committed;
        private boolean away;
        private int asked;

        @Override
        public long end(TopicPartition partition) {
            asked++;
            if (away) {
                throw new KafkaException("away");
            }
            return end;
        }

        @Override
        public boolean isRead(TopicPartition partition, long upTo) {
            return committed >= upTo;
        }

        @Override
        public void close() {}
    }

    private static final class Inline extends AbstractExecutorService {
        @Override
        public void execute(Runnable task) {
            task.run();
        }

        @Override
        public void shutdown() {}

        @Override
        public List<Runnable> shutdownNow() {
            return List.of();
        }

        @Override
        public boolean isShutdown() {
            return false;
        }

        @Override
        public boolean isTerminated() {
            return true;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return true;
        }
    }
}
