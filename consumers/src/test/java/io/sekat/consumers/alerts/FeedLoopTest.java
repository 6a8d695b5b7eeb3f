package io.sekat.consumers.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekat.events.Amount;
import io.sekat.events.FreezeAlert;
import io.sekat.events.FreezeOutcome;
import io.sekat.events.FreezeResponse;
import io.sekat.events.RejectReason;
import io.sekat.events.RejectedRecord;
import io.sekat.money.Money;
import io.sekat.serdes.Incoming;
import io.sekat.serdes.RegistryUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FeedLoopTest {
    private static final String TOPIC = "freeze-alerts.MBBEMYKL";
    private static final TopicPartition SOURCE = new TopicPartition(TOPIC, 0);
    private static final byte[] BYTES = {0, 0, 0, 0, 1, 2};

    private final MockConsumer<String, Incoming<FreezeAlert>> consumer = new MockConsumer<>("earliest");
    private final MockProducer<String, RejectedRecord> rejects =
            new MockProducer<>(true, new RoundRobinPartitioner(), new StringSerializer(), (topic, value) -> BYTES);
    private final MockProducer<String, SpecificRecord> answers =
            new MockProducer<>(true, new RoundRobinPartitioner(), new StringSerializer(), (topic, value) -> BYTES);
    private final List<String> acted = new ArrayList<>();
    private final Set<String> refused = new HashSet<>();
    private final List<Instant> told = new ArrayList<>();
    private Answer toAnswer = Answer.none();
    private Instant now = Alerts.ISSUED;
    private Instant steady = Instant.EPOCH;
    private long offset;

    private final FeedLoop<FreezeAlert> loop = new FeedLoop<>(
            TOPIC,
            AlertKind.FREEZE,
            alert -> {
                if (refused.contains(alert.getAccount())) {
                    throw NotHandled.soon("refused");
                }
                acted.add(AlertKind.FREEZE.idempotencyKey(alert));
                return toAnswer;
            },
            new FeedListener<FreezeAlert>() {
                @Override
                public void handled(FreezeAlert alert, Answer answer, Instant when) {
                    told.add(when);
                    throw new IllegalStateException("a listener may fail");
                }
            },
            RetryPolicy.DEFAULT,
            consumer,
            new Rejects(() -> rejects),
            new EventWriter(() -> answers),
            new Inbox<>(AlertKind.FREEZE, RetryPolicy.DEFAULT, 3, 100),
            () -> now,
            () -> steady);

    @BeforeEach
    void assign() {
        consumer.subscribe(List.of(TOPIC), loop);
        consumer.rebalance(List.of(SOURCE));
        consumer.updateBeginningOffsets(Map.of(SOURCE, 0L));
    }

    @Test
    void ofOneReadingOnlyTheNewestRevisionOfASubjectIsHandedOver() throws Exception {
        arrives("1001", 1);
        arrives("1002", 1);
        arrives("1001", 2);

        loop.turn();

        assertThat(acted).containsExactly("alert-1002:1", "alert-1001:2");
        assertThat(committed()).isEqualTo(3);
        assertThat(told).containsExactly(now, now);
        assertThat(loop.counts()).isEqualTo(new FeedCounts(2, 0, 1, 0, 0, 0));
    }

    @Test
    void whatIsNotHandledIsTriedAgainWhenDueAndHoldsBackTheCommitOnly() throws Exception {
        refused.add("1001");
        arrives("1001", 1);
        arrives("1002", 1);
        loop.turn();
        assertThat(acted).containsExactly("alert-1002:1");
        assertThat(committed()).isZero();

        refused.clear();
        loop.turn();
        assertThat(acted).hasSize(1);
        passes(Duration.ofSeconds(1));
        loop.turn();

        assertThat(acted).containsExactly("alert-1002:1", "alert-1001:1");
        assertThat(committed()).isEqualTo(2);
        assertThat(loop.counts()).isEqualTo(new FeedCounts(2, 0, 0, 1, 0, 0));
    }

    @Test
    void whatFailedOrIsNotDoneYetIsTriedAgainInTimeAlsoWhenTheClockIsSetBack() throws Exception {
        refused.add("1001");
        toAnswer = Answer.later(Duration.ofSeconds(1));
        arrives("1001", 1);
        arrives("1002", 1);
        loop.turn();
        assertThat(acted).containsExactly("alert-1002:1");

        refused.clear();
        toAnswer = Answer.held();
        passes(Duration.ofSeconds(1));
        now = now.minus(Duration.ofHours(1));
        loop.turn();

        assertThat(acted).containsExactly("alert-1002:1", "alert-1001:1", "alert-1002:1");
        assertThat(answers.history())
                .extracting(sent -> ((FreezeResponse) sent.value()).getRespondedAt())
                .containsExactly(now, now);
        assertThat(committed()).isEqualTo(2);
    }

    @Test
    void aNewerRevisionTakesThePlaceOfOneThatIsNotHandled() throws Exception {
        refused.add("1001");
        arrives("1001", 1);
        loop.turn();

        refused.clear();
        arrives("1001", 2);
        loop.turn();
        passes(Duration.ofSeconds(60));
        loop.turn();

        assertThat(acted).containsExactly("alert-1001:2");
        assertThat(committed()).isEqualTo(2);
    }

    @Test
    void whatTheHandlerAnswersIsPublishedBeforeTheAlertCounts() throws Exception {
        toAnswer = Answer.partlyHeld(List.of(new Money("MYR", 120_000)));
        arrives("1001", 3);

        loop.turn();

        assertThat(answers.history()).singleElement().satisfies(sent -> {
            assertThat(sent.topic()).isEqualTo("freeze-responses");
            assertThat(sent.key()).isEqualTo("MBBEMYKL:1001");
            assertThat(sent.value())
                    .isEqualTo(FreezeResponse.newBuilder()
                            .setAlertId("alert-1001")
                            .setRevision(3)
                            .setBank("MBBEMYKL")
                            .setAccount("1001")
                            .setOutcome(FreezeOutcome.PARTLY_HELD)
                            .setHeld(List.of(new Amount("MYR", 120_000L)))
                            .setRespondedAt(now)
                            .build());
        });
        assertThat(loop.counts()).isEqualTo(new FeedCounts(1, 1, 0, 0, 0, 0));
        assertThat(committed()).isEqualTo(1);
    }

    @Test
    void anAnswerThatCannotBePublishedLeavesTheAlertToBeHandledAgain() throws Exception {
        toAnswer = Answer.held();
        answers.sendException = new TopicAuthorizationException("freeze-responses");
        arrives("1001", 1);
        loop.turn();
        assertThat(committed()).isZero();

        answers.sendException = null;
        passes(Duration.ofSeconds(60));
        loop.turn();

        assertThat(acted).containsExactly("alert-1001:1", "alert-1001:1");
        assertThat(answers.history()).hasSize(1);
        assertThat(committed()).isEqualTo(1);
    }

    @Test
    void anAnswerOfAnotherKindIsNotPublished() throws Exception {
        toAnswer = Answer.of(Outcome.BLOCKED);
        arrives("1001", 1);

        loop.turn();

        assertThat(answers.history()).isEmpty();
        assertThat(loop.counts().retried()).isEqualTo(1);
        assertThat(committed()).isZero();
    }

    @Test
    void whatIsNotDoneYetIsHandedOverAgainThenAndIsNotCommittedBefore() throws Exception {
        toAnswer = Answer.later(Duration.ofSeconds(10));
        arrives("1001", 1);
        loop.turn();
        toAnswer = Answer.held();
        passes(Duration.ofSeconds(9));
        loop.turn();
        assertThat(acted).hasSize(1);
        assertThat(committed()).isZero();

        passes(Duration.ofSeconds(1));
        loop.turn();

        assertThat(acted).hasSize(2);
        assertThat(answers.history()).hasSize(1);
        assertThat(loop.counts()).isEqualTo(new FeedCounts(1, 1, 0, 0, 0, 0));
        assertThat(committed()).isEqualTo(1);
    }

    @Test
    void aNewerRevisionTakesThePlaceOfOneThatIsNotDoneYet() throws Exception {
        toAnswer = Answer.later(Duration.ofSeconds(10));
        arrives("1001", 1);
        loop.turn();

        toAnswer = Answer.held();
        arrives("1001", 2);
        loop.turn();
        passes(Duration.ofSeconds(60));
        loop.turn();

        assertThat(acted).containsExactly("alert-1001:1", "alert-1001:2");
        assertThat(answers.history()).hasSize(1);
    }

    @Test
    void readingPausesWhileTooManyWaitAndGoesOnAfterwards() throws Exception {
        refused.addAll(List.of("1001", "1002", "1003"));
        arrives("1001", 1);
        arrives("1002", 1);
        arrives("1003", 1);
        loop.turn();
        loop.turn();
        assertThat(consumer.paused()).containsExactly(SOURCE);

        refused.clear();
        passes(Duration.ofSeconds(60));
        loop.turn();
        loop.turn();

        assertThat(consumer.paused()).isEmpty();
        assertThat(acted).hasSize(3);
    }

    @Test
    void aHandlerThatThrowsAnythingIsTriedAgain() throws Exception {
        List<Integer> attempts = new ArrayList<>();
        FeedLoop<FreezeAlert> failing = new FeedLoop<>(
                TOPIC,
                AlertKind.FREEZE,
                alert -> {
                    attempts.add(attempts.size());
                    if (attempts.size() < 3) {
                        throw attempts.size() == 1 ? new IllegalStateException("bug") : new InterruptedException();
                    }
                    return Answer.none();
                },
                new FeedListener<>() {},
                RetryPolicy.DEFAULT,
                consumer,
                new Rejects(() -> rejects),
                new EventWriter(() -> answers),
                new Inbox<>(AlertKind.FREEZE, RetryPolicy.DEFAULT, 3, 100),
                () -> now,
                () -> steady);
        arrives("1001", 1);

        for (int turn = 0; turn < 3; turn++) {
            failing.turn();
            passes(Duration.ofSeconds(60));
        }

        assertThat(attempts).hasSize(3);
        assertThat(committed()).isEqualTo(1);
    }

    @Test
    void whatCannotBeUsedIsRejectedWholeAndTheRestGoesOn() throws Exception {
        add("MBBEMYKL:1001", new Incoming<>(BYTES, null, new Incoming.Failure(RejectReason.MALFORMED, "bad bytes")));
        add(null, read("1001", 1));
        add("MBBEMYKL:9999", read("1001", 1));
        add("MBBEMYKL:1001", null);
        arrives("1001", 2);

        loop.turn();

        assertThat(rejects.history())
                .extracting(record -> record.value().getReason())
                .containsExactly(RejectReason.MALFORMED, RejectReason.NO_KEY, RejectReason.KEY_MISMATCH);
        RejectedRecord first = rejects.history().get(0).value();
        assertThat(first.getSourceTopic()).isEqualTo(TOPIC);
        assertThat(first.getSourceOffset()).isZero();
        assertThat(first.getOriginalValue().array()).isEqualTo(BYTES);
        assertThat(acted).containsExactly("alert-1001:2");
        assertThat(loop.counts().rejected()).isEqualTo(3);
        assertThat(committed()).isEqualTo(5);
    }

    @Test
    void aBadRecordThatCannotBeRecordedIsReadAgain() throws Exception {
        rejects.sendException = new KafkaException("away");
        arrives("1001", 1);
        add("MBBEMYKL:1002", new Incoming<>(BYTES, null, new Incoming.Failure(RejectReason.MALFORMED, "bad bytes")));
        arrives("1003", 1);

        loop.turn();

        assertThat(acted).containsExactly("alert-1001:1");
        assertThat(consumer.position(SOURCE)).isEqualTo(1);
        assertThat(committed()).isEqualTo(1);
    }

    @Test
    void aBadRecordThatMayNotBeRecordedDoesNotKeepAlertsFromComing() throws Exception {
        rejects.sendException = new TopicAuthorizationException("rejected-records");
        add("MBBEMYKL:1002", new Incoming<>(BYTES, null, new Incoming.Failure(RejectReason.MALFORMED, "bad bytes")));
        arrives("1003", 1);

        loop.turn();

        assertThat(acted).containsExactly("alert-1003:1");
    }

    @Test
    void whileTheRegistryIsAwayWhatWasReadIsHandedOverAndNothingIsSkipped() throws Exception {
        refused.add("1001");
        arrives("1001", 1);
        loop.turn();
        refused.clear();
        passes(Duration.ofSeconds(60));
        consumer.setPollException(new KafkaException("seek", new RegistryUnavailable("no answer", new Exception())));

        loop.turn();
        assertThat(acted).containsExactly("alert-1001:1");
        arrives("1002", 1);
        loop.turn();

        assertThat(acted).containsExactly("alert-1001:1", "alert-1002:1");
        assertThat(committed()).isEqualTo(2);
    }

    @Test
    void whatWaitsGoesWithItsPartition() throws Exception {
        refused.add("1001");
        arrives("1001", 1);
        loop.turn();

        loop.onPartitionsRevoked(List.of(SOURCE));
        refused.clear();
        passes(Duration.ofSeconds(60));
        loop.turn();

        assertThat(acted).isEmpty();
    }

    private void passes(Duration time) {
        now = now.plus(time);
        steady = steady.plus(time);
    }

    private void arrives(String account, long revision) {
        add("MBBEMYKL:" + account, read(account, revision));
    }

    private static Incoming<FreezeAlert> read(String account, long revision) {
        return new Incoming<>(BYTES, Alerts.freeze(account, revision).build(), null);
    }

    private void add(String key, Incoming<FreezeAlert> value) {
        consumer.addRecord(new ConsumerRecord<>(TOPIC, 0, offset++, key, value));
    }

    private long committed() {
        return consumer.committed(Set.of(SOURCE)).get(SOURCE).offset();
    }
}
