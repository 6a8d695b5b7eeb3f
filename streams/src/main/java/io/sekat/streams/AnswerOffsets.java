package io.sekat.streams;

import org.apache.kafka.common.TopicPartition;

/** What the brokers know of a partition with answers. Each call may wait for them, and throw what they throw. */
interface AnswerOffsets extends AutoCloseable {
    /** The offset behind the last answer that can be read now. */
    long end(TopicPartition answers);

    /** Whether the application has committed all answers before an offset. */
    boolean isRead(TopicPartition answers, long end);

    @Override
    void close();
}
