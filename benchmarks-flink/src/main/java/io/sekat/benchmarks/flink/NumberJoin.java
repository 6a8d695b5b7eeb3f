package io.sekat.benchmarks.flink;

import io.sekat.benchmarks.join.BlockRule;
import io.sekat.benchmarks.join.Facts;
import io.sekat.events.PhoneEntry;
import io.sekat.identifiers.ParticipantId;
import io.sekat.topics.Topics;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Asks operators. */
final class NumberJoin extends DirectoryJoin<PhoneEntry> {
    private static final long serialVersionUID = 1L;

    NumberJoin(Servers servers) {
        super(servers, PhoneEntry.class);
    }

    @Override
    String entryTopic() {
        return Topics.PHONE_NUMBERS.name();
    }

    @Override
    Optional<Asked> ask(String subject, Facts facts, @Nullable PhoneEntry entry, Serializer<SpecificRecord> writer) {
        return BlockRule.ask(subject, facts, entry).map(request -> {
            String topic = Topics.BLOCK_REQUESTS
                    .of(new ParticipantId(request.getOperator()))
                    .name();
            return new Asked(topic, subject, writer.serialize(topic, request));
        });
    }
}
