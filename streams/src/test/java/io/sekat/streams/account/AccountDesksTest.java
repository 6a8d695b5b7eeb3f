package io.sekat.streams.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sekat.config.Settings;
import io.sekat.events.AccountMessage;
import io.sekat.events.Participant;
import io.sekat.serdes.Incoming;
import io.sekat.streams.AnswersRead;
import io.sekat.streams.Environment;
import io.sekat.streams.MockTask;
import io.sekat.streams.Outlets;
import io.sekat.streams.Samples;
import io.sekat.streams.StateSerde;
import io.sekat.streams.StoreNames;
import io.sekat.streams.World;
import io.sekat.streams.core.account.AccountState;
import io.sekat.streams.core.lookup.PublicNotice;
import io.sekat.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A task that begins anew, as Kafka Streams does it after an aborted transaction: the same processors, initialised again. */
class AccountDesksTest {
    private final Environment environment =
            Environment.of(Settings.defaults(), World.memorySerdes(), topic -> {}, AnswersRead.AT_ONCE);
    private final Outlets outlets = new Outlets("account");
    private final AccountDesks desks = new AccountDesks(outlets, environment);
    private final MockTask task = new MockTask();

    @BeforeEach
    void stores() {
        Serde<byte[]> bytes = Serdes.ByteArray();
        task.keep(StoreNames.ACCOUNT_DIRECTORY, Serdes.String(), bytes);
        task.keep(StoreNames.ACCOUNT_STATE, Serdes.String(), StateSerde.of(AccountState.class));
        task.keep(StoreNames.ACCOUNT_BOOKS, Serdes.Bytes(), bytes);
        task.keep(StoreNames.ACCOUNT_DEADLINES, Serdes.Bytes(), bytes);
        task.keep(StoreNames.UNASKED_ACCOUNTS, Serdes.String(), bytes);
        task.keep(StoreNames.REPORTED_ACCOUNTS, Serdes.String(), StateSerde.of(PublicNotice.class));
        task.keep(StoreNames.UNSETTLED_ACCOUNTS, Serdes.String(), StateSerde.of(Unsettled.class));
        task.keep(Stores.windowStoreBuilder(
                Stores.inMemoryWindowStore(
                        StoreNames.ACCOUNT_TRANSFERS, Duration.ofDays(1), Duration.ofMillis(1), false),
                Serdes.String(),
                bytes));
        task.keep(Stores.timestampedKeyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(StoreNames.PARTICIPANTS),
                Serdes.String(),
                environment.serdes().<Participant>trusted()));
    }

    @Test
    void theProcessorsOfATaskHaveOneDeskAndANewOneWhenItBeginsAnew() {
        AccountDesk first = desks.open(EntryProcessor.class, task.context);
        assertThat(desks.open(MessageProcessor.class, task.context)).isSameAs(first);

        AccountDesk anew = desks.open(EntryProcessor.class, task.context);
        assertThat(anew).isNotSameAs(first);
        assertThat(desks.open(MessageProcessor.class, task.context)).isSameAs(anew);
    }

    @Test
    void aRecordThatCountsIsNotRejectedWhenTellingOfItFails() {
        task.keep(StoreNames.REPORTED_ACCOUNTS, Serdes.String(), new Unwritable());
        MessageProcessor processor = new MessageProcessor(outlets, desks, environment.live());
        processor.init(task.context);
        task.reads(Topics.ACCOUNT_MESSAGES.name());
        byte[] account = Samples.SUSPECT.toString().getBytes(StandardCharsets.UTF_8);
        Incoming<AccountMessage> named = new Incoming<>(new byte[0], Samples.accountNamed("R1"), null);

        assertThatThrownBy(() -> processor.process(new Record<>(account, named, 0)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(Samples.SUSPECT.toString());
        assertThat(task.context.forwarded()).isEmpty();
    }

    /** Fails as a rule fails that meets what it cannot judge, when what is told is kept. */
    private static final class Unwritable extends Serdes.WrapperSerde<PublicNotice> {
        Unwritable() {
            super(
                    (topic, notice) -> {
                        throw new IllegalArgumentException("cannot be kept: " + notice);
                    },
                    (topic, bytes) -> PublicNotice.NONE);
        }
    }

    @Test
    void whatWasScheduledBeforeIsGivenUp() {
        MessageProcessor processor = new MessageProcessor(outlets, desks, environment.live());
        processor.init(task.context);
        hear(processor, "R1");
        assertThat(task.givenUp()).as("looks for deadlines, and the round").containsExactly(false, false);

        processor.init(task.context);
        assertThat(task.givenUp()).containsExactly(true, true, false);
    }

    @Test
    void whatIsStillToBeToldBeginsARound() {
        MessageProcessor processor = new MessageProcessor(outlets, desks, environment.live());
        processor.init(task.context);
        assertThat(task.givenUp()).as("looks for deadlines").hasSize(1);
        hear(processor, "R1");
        hear(processor, "R2");

        processor.init(task.context);
        assertThat(task.givenUp()).containsExactly(true, true, false, false);
    }

    private void hear(MessageProcessor processor, String report) {
        task.reads(Topics.ACCOUNT_MESSAGES.name());
        byte[] account = Samples.SUSPECT.toString().getBytes(StandardCharsets.UTF_8);
        processor.process(new Record<>(account, new Incoming<>(new byte[0], Samples.accountNamed(report), null), 0));
    }
}
