package io.sekat.consumers.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekat.events.FreezeAlert;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class InboxTest {
    private static final TopicPartition SOURCE = new TopicPartition("freeze-alerts.MBBEMYKL", 0);
    private static final TopicPartition OTHER = new TopicPartition("freeze-alerts.MBBEMYKL", 1);
    private static final Instant NOW = Alerts.ISSUED;
    private static final RetryPolicy RETRIES = new RetryPolicy(Duration.ofSeconds(1), Duration.ofSeconds(10));

    private final Inbox<FreezeAlert> inbox = new Inbox<>(AlertKind.FREEZE, RETRIES, 3, 2);

    @Test
    void aNewerRevisionTakesThePlaceOfTheOlder() {
        take("1001", 1, 0);
        take("1002", 1, 1);

        int needless = take("1001", 2, 2);

        assertThat(needless).isEqualTo(1);
        assertThat(inbox.size()).isEqualTo(2);
        assertThat(inbox.lowestWaiting()).containsEntry(SOURCE, 1L);
    }

    @Test
    void anOlderOrEqualRevisionIsSkippedWhileTheNewerWaits() {
        take("1001", 5, 0);

        assertThat(take("1001", 5, 1)).isEqualTo(1);
        assertThat(take("1001", 4, 2)).isEqualTo(1);

        assertThat(inbox.fresh().orElseThrow().alert().getRevision()).isEqualTo(5);
        assertThat(inbox.lowestWaiting()).containsEntry(SOURCE, 0L);
    }

    @Test
    void aRevisionThatWasActedUponDoesNotComeAgain() {
        take("1001", 5, 0);
        inbox.handled(inbox.fresh().orElseThrow());

        assertThat(take("1001", 5, 1)).isEqualTo(1);
        assertThat(take("1001", 6, 2)).isZero();
        assertThat(inbox.size()).isEqualTo(1);
    }

    @Test
    void onlySoManySubjectsAreRemembered() {
        for (int account = 1001; account <= 1003; account++) {
            take(Integer.toString(account), 1, account);
            inbox.handled(inbox.fresh().orElseThrow());
        }

        assertThat(take("1001", 1, 2000)).isZero();
        assertThat(take("1003", 1, 2001)).isEqualTo(1);
    }

    @Test
    void whatFailedWaitsAndDoesNotKeepOthersFromTheirTurn() {
        take("1001", 1, 0);
        take("1002", 1, 1);

        Duration wait = inbox.failed(inbox.fresh().orElseThrow(), NOW, Optional.empty());

        assertThat(wait).isBetween(Duration.ofMillis(800), Duration.ofSeconds(1));
        assertThat(inbox.fresh().orElseThrow().alert().getAccount()).isEqualTo("1002");
        assertThat(inbox.due(NOW)).isEmpty();
        assertThat(inbox.due(NOW.plusSeconds(1)).orElseThrow().failures()).isEqualTo(1);
        assertThat(inbox.lowestWaiting()).containsEntry(SOURCE, 0L);
    }

    @Test
    void aNewerRevisionOfWhatFailedIsTriedAtOnce() {
        take("1001", 1, 0);
        inbox.failed(inbox.fresh().orElseThrow(), NOW, Optional.empty());

        take("1001", 2, 1);

        assertThat(inbox.fresh().orElseThrow().failures()).isZero();
        assertThat(inbox.due(NOW.plusSeconds(100))).isEmpty();
    }

    @Test
    void aWishToWaitIsRespectedUpToTheCap() {
        take("1001", 1, 0);

        assertThat(inbox.failed(inbox.fresh().orElseThrow(), NOW, Optional.of(Duration.ofSeconds(5))))
                .isEqualTo(Duration.ofSeconds(5));
        assertThat(inbox.failed(
                        inbox.due(NOW.plusSeconds(5)).orElseThrow(),
                        NOW.plusSeconds(5),
                        Optional.of(Duration.ofHours(5))))
                .isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void whatWaitsIsForgottenWithItsPartition() {
        take("1001", 1, 0);
        inbox.take(Alerts.freeze("1002", 1).build(), OTHER, 7, NOW);

        inbox.forget(List.of(SOURCE));

        assertThat(inbox.lowestWaiting()).containsOnlyKeys(OTHER);
    }

    @Test
    void itIsFullWhenThereIsNoMoreRoom() {
        take("1001", 1, 0);
        take("1002", 1, 1);
        assertThat(inbox.isFull()).isFalse();

        take("1003", 1, 2);

        assertThat(inbox.isFull()).isTrue();
    }

    private int take(String account, long revision, long offset) {
        return inbox.take(Alerts.freeze(account, revision).build(), SOURCE, offset, NOW);
    }
}
