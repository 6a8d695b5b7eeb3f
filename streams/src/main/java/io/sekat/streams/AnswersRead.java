package io.sekat.streams;

import java.time.Instant;
import org.apache.kafka.common.TopicPartition;

/**
 * Up to when the answers that participants stored have been read. A deadline is judged up to that time only: an answer
 * that was stored in time counts although the application is behind (docs/decisions/0032).
 */
public interface AnswersRead {
    /** The same for whoever is never behind. */
    AnswersRead AT_ONCE = new AnswersRead() {
        @Override
        public Instant upTo(TopicPartition answers, Instant now) {
            return now;
        }

        @Override
        public void find(TopicPartition answers) {}
    };

    /**
     * Up to when everything that was stored is known to be read, UTC; the epoch where that is not known. Does not wait.
     *
     * @param answers the partition that they are stored in
     * @param now what the clock says, UTC; the answer is not later
     */
    Instant upTo(TopicPartition answers, Instant now);

    /** Finds out whether all that is stored by now is read; {@link #upTo} tells once it is. Does not wait. */
    void find(TopicPartition answers);
}
