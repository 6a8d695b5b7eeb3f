package io.sekat.streams.query;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sekat.config.SettingCatalogue;
import io.sekat.config.Settings;
import io.sekat.events.EnrichedReport;
import io.sekat.streams.LiveStores;
import io.sekat.streams.Part;
import io.sekat.streams.StoreNames;
import io.sekat.streams.core.intake.AcceptedReport;
import io.sekat.streams.core.intake.RejectedReport;
import io.sekat.streams.core.lookup.PublicNotice;
import io.sekat.streams.core.lookup.SubjectHash;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** Answers from this instance's own stores, or not at all. */
final class OwnAnswers {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    /** Sorts after every digit of a hash. */
    private static final char AFTER_DIGITS = 'G';

    private final LiveStores live;
    private final Predicate<Part> isMember;
    private final int threshold;
    private final Duration delay;
    private final InstantSource clock;

    /**
     * @param live the stores
     * @param isMember whether this instance is sure to be in the group of a part; else its work may be another's already
     */
    OwnAnswers(LiveStores live, Predicate<Part> isMember, Settings settings, InstantSource clock) {
        this.live = live;
        this.isMember = isMember;
        this.threshold = settings.get(SettingCatalogue.CHECK_VICTIMS);
        this.delay = settings.get(SettingCatalogue.CHECK_DELAY);
        this.clock = clock;
    }

    /**
     * What is known of something in a partition of this instance.
     *
     * @throws io.sekat.http.Refusal when the partition is not here, or not yet, or perhaps not any more
     */
    ObjectNode about(Subject subject, String key, int partition) {
        checkMember(subject.part());
        try {
            return switch (subject) {
                case ACCOUNT, NUMBER -> notice(subject, key, partition);
                case FILE -> file(key, partition);
                case INTAKE -> intake(key, partition);
            };
        } catch (InvalidStateStoreException e) {
            throw NotHere.because("The partition has just moved.");
        }
    }

    private ObjectNode notice(Subject subject, String key, int partition) {
        @Nullable
        PublicNotice notice =
                this.<PublicNotice>store(subject.store(), partition).get(SubjectHash.of(key));
        return NODES.objectNode().put("victims", notice == null ? 0 : victims(notice));
    }

    private int victims(PublicNotice notice) {
        Instant by = clock.instant().minus(delay);
        return notice.victims(by, threshold);
    }

    private ObjectNode file(String reportId, int partition) {
        @Nullable
        EnrichedReport file =
                this.<EnrichedReport>store(StoreNames.CASE_FILES, partition).get(reportId);
        return file == null ? NODES.objectNode() : Receipt.of(file);
    }

    private ObjectNode intake(String reportId, int partition) {
        @Nullable
        AcceptedReport accepted = this.<AcceptedReport>store(StoreNames.ACCEPTED_REPORTS, partition)
                .get(reportId);
        if (accepted != null) {
            return Receipt.of(reportId, accepted);
        }
        @Nullable
        RejectedReport rejected = this.<RejectedReport>store(StoreNames.REJECTED_REPORTS, partition)
                .get(reportId);
        return rejected == null ? NODES.objectNode() : Receipt.of(reportId, rejected);
    }

    /**
     * Everything reported whose hash begins with those digits, from all partitions that are here: for each kind and
     * partition the rest of the hash with how many reported it.
     */
    ObjectNode beginningWith(String prefix) {
        checkMember(Part.ALERTS);
        ObjectNode answer = NODES.objectNode();
        try {
            for (Subject subject : Subject.HASHED) {
                ObjectNode partitions = answer.putObject(subject.path());
                Map<Integer, ReadOnlyKeyValueStore<String, PublicNotice>> stores = live.all(subject.store());
                stores.forEach(
                        (partition, store) -> add(partitions.putObject(Integer.toString(partition)), store, prefix));
            }
        } catch (InvalidStateStoreException e) {
            throw NotHere.because("A partition has just moved.");
        }
        return answer;
    }

    private void add(ObjectNode found, ReadOnlyKeyValueStore<String, PublicNotice> store, String prefix) {
        try (KeyValueIterator<String, PublicNotice> range = store.range(prefix, prefix + AFTER_DIGITS)) {
            while (range.hasNext()) {
                KeyValue<String, PublicNotice> entry = range.next();
                int victims = victims(entry.value);
                if (victims > 0) {
                    found.put(entry.key.substring(prefix.length()), victims);
                }
            }
        }
    }

    private void checkMember(Part part) {
        if (!isMember.test(part)) {
            throw NotHere.because("This instance has lost touch with its group.");
        }
    }

    private <V> ReadOnlyKeyValueStore<String, V> store(String name, int partition) {
        return live.<V>of(name, partition)
                .orElseThrow(() -> NotHere.because("Its partition is moving between instances."));
    }
}
