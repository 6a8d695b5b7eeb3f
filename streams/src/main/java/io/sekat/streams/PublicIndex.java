package io.sekat.streams;

import io.sekat.streams.core.lookup.PublicNotice;
import io.sekat.streams.core.lookup.SubjectHash;
import java.time.Instant;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** What the public may learn, by the hash of the account or number; only those that were reported are in it. */
public final class PublicIndex {
    private final KeyValueStore<String, PublicNotice> notices;

    /**
     * @param notices where they are kept, by hash
     */
    public PublicIndex(KeyValueStore<String, PublicNotice> notices) {
        this.notices = notices;
    }

    /**
     * Brings the notice of an account or number up to date.
     *
     * @param before how many people had reported it
     * @param after how many have now
     */
    public void note(String subject, int before, int after, Instant now) {
        if (before == after) {
            return;
        }
        String hash = SubjectHash.of(subject);
        @Nullable PublicNotice known = notices.get(hash);
        PublicNotice changed = (known == null ? PublicNotice.NONE : known).after(after, now);
        if (changed.isEmpty()) {
            notices.delete(hash);
        } else {
            notices.put(hash, changed);
        }
    }
}
