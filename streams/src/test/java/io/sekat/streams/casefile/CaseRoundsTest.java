package io.sekat.streams.casefile;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekat.config.Settings;
import io.sekat.events.CaseIdentifier;
import io.sekat.events.CaseMember;
import io.sekat.events.CaseMessage;
import io.sekat.events.EnrichedReport;
import io.sekat.events.Victim;
import io.sekat.serdes.Incoming;
import io.sekat.streams.AnswersRead;
import io.sekat.streams.Environment;
import io.sekat.streams.InputProcessor;
import io.sekat.streams.MockTask;
import io.sekat.streams.Outlets;
import io.sekat.streams.Samples;
import io.sekat.streams.StateSerde;
import io.sekat.streams.StoreNames;
import io.sekat.streams.World;
import io.sekat.streams.core.casefile.Namings;
import io.sekat.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files and cases are looked through while they change, and not while they rest (docs/decisions/0041). */
class CaseRoundsTest {
    private static final String REPORT = "R1";
    private static final EnrichedReport OPENING = EnrichedReport.newBuilder()
            .setReportId(REPORT)
            .setReportedAt(Samples.REPORTED)
            .setReceivedAt(Samples.RECEIVED)
            .setIncidentAt(Samples.PAID)
            .setVictim(new Victim(null, null, null))
            .setPayments(List.of())
            .setAccounts(List.of())
            .setNumbers(List.of())
            .build();
    private static final CaseMember MEMBER = CaseMember.newBuilder()
            .setReportId(REPORT)
            .setVictim(Samples.personOf(REPORT))
            .setIncidentAt(Samples.PAID)
            .setScamType("INVESTMENT")
            .setIdentifiers(List.of(new CaseIdentifier("the number", false)))
            .build();

    private static final Environment ENVIRONMENT =
            Environment.of(Settings.defaults(), World.memorySerdes(), topic -> {}, AnswersRead.AT_ONCE);

    private final MockTask task = new MockTask();

    /**
     * One that looks through what changed.
     *
     * @param event changes something
     * @param rests whether what changed first in a round rests until the end of the next
     */
    private record Looker<V extends SpecificRecord>(InputProcessor<V> processor, String topic, V event, boolean rests) {
        void hears(MockTask task) {
            task.reads(topic);
            byte[] key = REPORT.getBytes(StandardCharsets.UTF_8);
            processor.process(new Record<>(key, new Incoming<>(new byte[0], event, null), 0));
        }

        @Override
        public String toString() {
            return topic;
        }
    }

    static Stream<Looker<?>> lookers() {
        return Stream.of(
                new Looker<>(
                        new CaseFileProcessor(new Outlets("casefile"), ENVIRONMENT),
                        Topics.CASE_MESSAGES.name(),
                        new CaseMessage(OPENING),
                        true),
                new Looker<>(
                        new CaseMemberProcessor(new Outlets("case"), 10), Topics.CASE_MEMBERS.name(), MEMBER, false));
    }

    @BeforeEach
    void stores() {
        Serde<String> keys = Serdes.String();
        task.keep(StoreNames.CASE_FILES, keys, ENVIRONMENT.serdes().<EnrichedReport>trusted());
        task.keep(StoreNames.UNTOLD_FILES, keys, Serdes.ByteArray());
        task.keep(StoreNames.CASE_MEMBERS, keys, ENVIRONMENT.serdes().<CaseMember>trusted());
        task.keep(StoreNames.CASE_NAMINGS, keys, StateSerde.of(Namings.class));
        task.keep(StoreNames.CASE_LINKS, keys, Serdes.ByteArray());
        task.keep(StoreNames.TOLD_CASES, keys, keys);
        task.keep(StoreNames.UNSETTLED_CASES, keys, Serdes.ByteArray());
    }

    @ParameterizedTest
    @MethodSource("lookers")
    void theRoundsEndWithTheFirstInWhichNothingChanged(Looker<?> looker) {
        looker.processor().init(task.context);
        assertThat(task.givenUp()).as("nothing is to be told").isEmpty();

        looker.hears(task);
        assertThat(task.givenUp()).containsExactly(false);
        assertThat(task.context.forwarded()).isEmpty();

        if (looker.rests()) {
            task.elapse(0, 1_000);
            assertThat(task.context.forwarded()).isEmpty();
            looker.hears(task);
        }
        task.elapse(0, 2_000);
        assertThat(task.context.forwarded()).isNotEmpty();
        assertThat(task.givenUp()).containsExactly(false);

        task.elapse(0, 3_000);
        assertThat(task.givenUp()).containsExactly(true);
    }

    @ParameterizedTest
    @MethodSource("lookers")
    void whatIsStillToBeToldBeginsARoundInPlaceOfThatBefore(Looker<?> looker) {
        looker.processor().init(task.context);
        looker.hears(task);

        looker.processor().init(task.context);
        assertThat(task.givenUp()).containsExactly(true, false);

        task.elapse(1, 1_000);
        assertThat(task.context.forwarded()).isNotEmpty();
    }
}
