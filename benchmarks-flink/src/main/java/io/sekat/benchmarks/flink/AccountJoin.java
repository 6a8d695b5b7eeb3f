package io.sekat.benchmarks.flink;

import io.sekat.benchmarks.join.Facts;
import io.sekat.benchmarks.join.FreezeRule;
import io.sekat.events.AccountEntry;
import io.sekat.identifiers.ParticipantId;
import io.sekat.topics.Topics;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Asks banks. */
final class AccountJoin extends DirectoryJoin<AccountEntry> {
    private static final long serialVersionUID = 1L;

    AccountJoin(Servers servers) {
        super(servers, AccountEntry.class);
    }

    @Override
    String entryTopic() {
        return Topics.BANK_ACCOUNTS.name();
    }

    @Override
    Optional<Asked> ask(String subject, Facts facts, @Nullable AccountEntry entry, Serializer<SpecificRecord> writer) {
        return FreezeRule.ask(subject, facts, entry).map(alert -> {
            String topic =
                    Topics.FREEZE_ALERTS.of(new ParticipantId(alert.getBank())).name();
            return new Asked(topic, subject, writer.serialize(topic, alert));
        });
    }
}
