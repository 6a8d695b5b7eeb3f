package io.sekat.consumers.police;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sekat.events.CaseSummary;
import io.sekat.events.EnrichedReport;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written ends the same in any order and however often, and only together with how far was read. */
class CaseWriterIT {
    private static final TopicPartition PARTITION = new TopicPartition("enriched-reports", 0);
    private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");
    private static TestDatabase database;

    @BeforeAll
    static void start() throws Exception {
        database = TestDatabase.start();
    }

    @AfterAll
    static void stop() throws Exception {
        database.close();
    }

    @BeforeEach
    void empty() throws SQLException {
        database.empty();
    }

    @Test
    void migratingTwiceChangesNothing() {
        database.open().migrate();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void anyOrderAndAnyRepetitionEndsTheSame(long seed) throws SQLException {
        List<SpecificRecord> events = Events.story();
        write(events);
        Map<String, List<String>> expected = database.dump();
        assertThat(expected.get("report")).hasSize(3);
        assertThat(expected.get("scam_case")).hasSize(1);
        assertThat(expected.get("alert")).hasSize(4);
        assertThat(expected.get("alert_revision")).hasSize(6);
        assertThat(expected.get("escalation")).hasSize(4);

        database.empty();
        Random random = new Random(seed);
        List<SpecificRecord> mixed = new ArrayList<>(events);
        for (int i = 0; i < events.size(); i++) {
            mixed.add(events.get(random.nextInt(events.size())));
        }
        Collections.shuffle(mixed, random);
        while (!mixed.isEmpty()) {
            List<SpecificRecord> batch = mixed.subList(0, 1 + random.nextInt(mixed.size()));
            write(batch);
            batch.clear();
        }

        assertThat(database.dump()).isEqualTo(expected);
    }

    @Test
    void aWithdrawnReportLeavesItsCaseAndTheCaseThatItNamedIsGone() throws SQLException {
        EnrichedReport report = Events.report("R-1", 1)
                .setCaseSummary(Events.summary("R-1", "R-1", "R-2").build())
                .build();
        write(List.of(report));
        assertThat(database.dump().get("scam_case")).hasSize(1);

        write(List.of(Events.report("R-1", 2).setWithdrawnAt(NOW).build()));

        assertThat(database.dump().get("scam_case")).isEmpty();
        assertThat(database.dump().get("case_sum")).isEmpty();
    }

    @Test
    void aCaseIsWhatTheReportThatNamesItSays() throws SQLException {
        CaseSummary stale =
                Events.summary("R-1", "R-1", "R-2").setVictimCount(9).build();
        CaseSummary told = Events.summary("R-1", "R-1", "R-2").setVictimCount(2).build();

        write(List.of(
                Events.report("R-1", 1).setCaseSummary(told).build(),
                Events.report("R-2", 7).setCaseSummary(stale).build()));

        assertThat(database.texts("SELECT victim_count FROM scam_case")).containsExactly("2");
        assertThat(database.texts("SELECT report_id FROM report WHERE case_id = 'R-1' ORDER BY 1"))
                .containsExactly("R-1", "R-2");
    }

    @Test
    void textsThatPostgresCannotHoldAreStoredAllTheSame() throws SQLException {
        write(List.of(Events.report("R-1", 1)
                .setNarrative("before\0after \\u0000")
                .setReportedAt(Instant.ofEpochMilli(Long.MAX_VALUE / 2))
                .setUrls(List.of("https://example.com/" + "x".repeat(5000)))
                .build()));

        assertThat(database.texts("SELECT narrative FROM report")).containsExactly("before\uFFFDafter \\u0000");
        assertThat(database.texts("SELECT event ->> 'narrative' FROM report"))
                .containsExactly("before\uFFFDafter \\u0000");
        assertThat(database.texts("SELECT reported_at FROM report")).containsExactly("9999-12-31 23:59:59.999+00");
    }

    @Test
    void aReaderThatLostItsPartitionWritesNothing() throws Exception {
        try (Connection connection = database.open().connection()) {
            ReadPositions.load(connection, List.of(PARTITION));
            connection.setAutoCommit(false);
            ReadPositions.advance(connection, Map.of(PARTITION, 0L), Map.of(PARTITION, 10L));
            connection.commit();

            assertThatThrownBy(() -> {
                        ReadPositions.advance(connection, Map.of(PARTITION, 0L), Map.of(PARTITION, 5L));
                        CaseWriter.write(
                                connection,
                                changes(List.of(Events.report("R-1", 1).build())));
                        connection.commit();
                    })
                    .isInstanceOf(ReadPositions.Moved.class)
                    .hasMessageContaining("enriched-reports-0");
            connection.rollback();
        }

        assertThat(database.texts("SELECT next_offset FROM read_position")).containsExactly("10");
        assertThat(database.texts("SELECT report_id FROM report")).isEmpty();
    }

    @Test
    void whatWasReadAndHowFarStandTogetherOrNotAtAll() throws Exception {
        try (Connection connection = database.open().connection()) {
            ReadPositions.load(connection, List.of(PARTITION));
            connection.setAutoCommit(false);
            ReadPositions.advance(connection, Map.of(PARTITION, 0L), Map.of(PARTITION, 10L));
            CaseWriter.write(connection, changes(List.of(Events.report("R-1", 1).build())));
            database.terminateOthers();

            assertThatThrownBy(connection::commit).isInstanceOf(SQLException.class);
        }

        assertThat(database.texts("SELECT next_offset FROM read_position")).containsExactly("0");
        assertThat(database.texts("SELECT report_id FROM report")).isEmpty();
    }

    private static void write(List<SpecificRecord> events) throws SQLException {
        try (Connection connection = database.open().connection()) {
            connection.setAutoCommit(false);
            CaseWriter.write(connection, changes(events));
            connection.commit();
        }
    }

    private static Changes changes(List<? extends SpecificRecord> events) {
        Changes changes = new Changes();
        events.forEach(event -> changes.add(event, NOW));
        return changes;
    }
}
