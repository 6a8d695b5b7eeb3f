package io.sekat.consumers.police;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * How far each partition is read, kept in the database. A position changes only from the offset that the reader expects
 * there, in the transaction that writes what was read: a reader that lost the partition without noticing changes nothing.
 */
final class ReadPositions {
    private static final Comparator<TopicPartition> ORDER =
            Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition);

    private ReadPositions() {}

    /** Somebody else has moved a position meanwhile: nothing of the transaction may stand. */
    static final class Moved extends Exception {
        private static final long serialVersionUID = 1L;

        Moved(TopicPartition partition, long expected) {
            super(partition + " is not at offset " + expected + " any more: another police agent has read on");
        }
    }

    /** Where to read on; a partition that is new begins at 0. */
    static Map<TopicPartition, Long> load(Connection connection, Collection<TopicPartition> partitions)
            throws SQLException {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        try (PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO read_position (topic, partition, next_offset) VALUES (?, ?, 0) ON CONFLICT DO NOTHING");
                PreparedStatement select = connection.prepareStatement(
                        "SELECT next_offset FROM read_position WHERE topic = ? AND partition = ?")) {
            for (TopicPartition partition : ordered(partitions)) {
                place(insert, partition);
                insert.executeUpdate();
                place(select, partition);
                try (ResultSet found = select.executeQuery()) {
                    found.next();
                    offsets.put(partition, found.getLong(1));
                }
            }
        }
        return offsets;
    }

    /**
     * Moves positions; locks them until the end of the transaction.
     *
     * @param expected where each partition was read from
     * @param next where each is to be read on
     * @throws Moved when one is not where it was expected
     */
    static void advance(Connection connection, Map<TopicPartition, Long> expected, Map<TopicPartition, Long> next)
            throws SQLException, Moved {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE read_position SET next_offset = ? WHERE topic = ? AND partition = ? AND next_offset = ?")) {
            for (TopicPartition partition : ordered(next.keySet())) {
                long from = expected.getOrDefault(partition, 0L);
                update.setLong(1, next.getOrDefault(partition, from));
                update.setString(2, partition.topic());
                update.setInt(3, partition.partition());
                update.setLong(4, from);
                if (update.executeUpdate() != 1) {
                    throw new Moved(partition, from);
                }
            }
        }
    }

    /** All in one order, so that two readers never wait for each other. */
    private static List<TopicPartition> ordered(Collection<TopicPartition> partitions) {
        return partitions.stream().sorted(ORDER).toList();
    }

    private static void place(PreparedStatement statement, TopicPartition partition) throws SQLException {
        statement.setString(1, partition.topic());
        statement.setInt(2, partition.partition());
    }
}
