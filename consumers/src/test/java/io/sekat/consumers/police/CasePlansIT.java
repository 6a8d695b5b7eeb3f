package io.sekat.consumers.police;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** At a million reports every question is answered by indexes, and touches a small part of the pages. */
class CasePlansIT {
    private static final int REPORTS = 1_000_000;
    /** 8 KB each, of some hundred thousand that the store has here. */
    private static final int MOST_PAGES = 10_000;

    private static final Set<String> SMALL_TABLES = Set.of("participant", "read_position");
    private static final Set<CaseQuery> WITHOUT_TABLES =
            EnumSet.of(CaseQuery.WORDS, CaseQuery.BITMAPS_ONLY, CaseQuery.ANY_SCAN);
    private static final OffsetDateTime FIRST_PAGE = OffsetDateTime.MAX;
    private static final OffsetDateTime OLD = OffsetDateTime.parse("2025-01-10T00:00:00Z");

    private static TestDatabase database;

    /**
     * A question with what is asked.
     *
     * @param before question that is asked before it in the same transaction; null: none
     */
    private record Asked(CaseQuery query, String what, CaseQuery before, List<Object> parameters) {
        @Override
        public String toString() {
            return query + " " + what;
        }
    }

    static Stream<Asked> questions() {
        String[] reports = {"R-0000000007", "R-0000500007", "R-0000999999"};
        String[] subjects = {"BANK0007:1000000007", "+60120000007", "BANK0003:1000000003"};
        return Stream.of(
                asked(CaseQuery.REPORTS_BY_IDENTIFIER, "account", "ACCOUNT", "BANK0007:1000000007", FIRST_PAGE, "", 51),
                asked(CaseQuery.REPORTS_BY_IDENTIFIER, "number", "NUMBER", "+60120000007", FIRST_PAGE, "", 51),
                asked(CaseQuery.REPORTS_BY_IDENTIFIER, "name", "TOKEN", "v-7", OLD, "R-0000000100", 51),
                asked(CaseQuery.REPORTS_BY_IDENTIFIER, "nobody", "TOKEN", "nobody", FIRST_PAGE, "", 51),
                asked(CaseQuery.REPORTS_OF_CASE, "", "R-0000000010", FIRST_PAGE, "", 201),
                after(CaseQuery.MATCHES, "rare", CaseQuery.BITMAPS_ONLY, "'rujukan77'", CaseStore.MANY_MATCHES),
                after(CaseQuery.REPORTS_BY_WORDS, "rare", CaseQuery.BITMAPS_ONLY, "'rujukan77'", FIRST_PAGE, "", 51),
                after(
                        CaseQuery.MATCHES,
                        "common words that never meet",
                        CaseQuery.BITMAPS_ONLY,
                        "'custom' & 'pindah'",
                        CaseStore.MANY_MATCHES),
                after(
                        CaseQuery.REPORTS_BY_WORDS,
                        "common words that never meet",
                        CaseQuery.BITMAPS_ONLY,
                        "'custom' & 'pindah'",
                        FIRST_PAGE,
                        "",
                        51),
                after(CaseQuery.MATCHES, "common", CaseQuery.BITMAPS_ONLY, "'custom'", CaseStore.MANY_MATCHES),
                after(CaseQuery.REPORTS_BY_WORDS, "common", CaseQuery.ANY_SCAN, "'custom'", FIRST_PAGE, "", 51),
                after(CaseQuery.REPORTS_BY_WORDS, "common, old", CaseQuery.ANY_SCAN, "'custom'", OLD, "", 51),
                asked(CaseQuery.NEWEST_CASES, "", FIRST_PAGE, "", 51),
                asked(CaseQuery.NEWEST_CASES, "old", OLD, "", 51),
                asked(CaseQuery.LARGEST_CASES, "", "MYR", Long.MAX_VALUE, "", 51),
                asked(CaseQuery.LARGEST_CASES, "small", "MYR", 1000L, "", 51),
                asked(CaseQuery.OPEN_REVIEWS, "", FIRST_PAGE, "", 51),
                asked(CaseQuery.OVERDUE_ALERTS, "", FIRST_PAGE, "", 51),
                asked(CaseQuery.CASE_OF, "a report", "R-0000000011", "R-0000000011"),
                asked(CaseQuery.SUMMARY_OF_CASE, "", "R-0000000010"),
                asked(CaseQuery.REPORTS, "", (Object) reports),
                asked(CaseQuery.SUBJECTS_OF_REPORTS, "", reports, 2000),
                asked(CaseQuery.ALERTS_OF_SUBJECTS, "", (Object) subjects),
                asked(CaseQuery.HISTORY_OF_SUBJECT, "", subjects[0]),
                asked(CaseQuery.ESCALATIONS_OF_SUBJECTS, "", (Object) subjects),
                asked(CaseQuery.REVIEWS_OF_SUBJECTS, "", (Object) subjects),
                asked(CaseQuery.BANKS_OF_REPORTS, "", (Object) reports),
                asked(CaseQuery.PAYMENTS_OF_VICTIM, "", "BANK0001:7"),
                asked(CaseQuery.ACCOUNTS_OF_PAYMENT, "", "R-0000000007", 0));
    }

    private static Asked after(CaseQuery query, String what, CaseQuery before, Object... parameters) {
        return new Asked(query, what, before, List.of(parameters));
    }

    private static Asked asked(CaseQuery query, String what, Object... parameters) {
        return new Asked(query, what, null, List.of(parameters));
    }

    @BeforeAll
    static void fill() throws Exception {
        database = TestDatabase.start();
        database.run("CREATE TABLE sample AS SELECT n, narrative, narrative_vector(narrative) AS vector FROM (SELECT n,"
                + " (ARRAY['Caller said a parcel with my name was held by customs and a police officer took over',"
                + " 'Pautan bank palsu, TAC diminta, wang dipindah', 'Part time job liking videos, needed to top up',"
                + " 'Diminta bayar duran proses pinjaman, kemudian diminta lagi'])[1 + n % 4] || ' rujukan' || n AS"
                + " narrative FROM generate_series(0, 1999) n) made");
        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            List<Future<?>> loads = new ArrayList<>();
            for (Load load : loads()) {
                loads.add(two.submit(() -> {
                    load.run();
                    return null;
                }));
            }
            for (Future<?> load : loads) {
                load.get();
            }
        } finally {
            two.shutdown();
        }
    }

    @AfterAll
    static void stop() throws Exception {
        database.close();
    }

    /** One table's rows, put in without its indexes, which are then made as the migration made them. */
    private record Load(String table, String insert) {
        void run() throws SQLException {
            List<String> make =
                    new ArrayList<>(database.texts("SELECT 'ALTER TABLE ' || conrelid::regclass || ' ADD ' ||"
                            + " pg_get_constraintdef(oid) FROM pg_constraint WHERE contype = 'p' AND conrelid = '"
                            + table
                            + "'::regclass"));
            make.addAll(database.texts("SELECT pg_get_indexdef(indexrelid) FROM pg_index WHERE NOT indisprimary AND"
                    + " indrelid = '" + table + "'::regclass"));
            List<String> drop = new ArrayList<>(database.texts("SELECT 'ALTER TABLE ' || conrelid::regclass || ' DROP"
                    + " CONSTRAINT ' || conname FROM pg_constraint WHERE contype = 'p' AND conrelid = '" + table
                    + "'::regclass"));
            drop.addAll(
                    database.texts("SELECT 'DROP INDEX ' || indexrelid::regclass FROM pg_index WHERE NOT indisprimary"
                            + " AND indrelid = '" + table + "'::regclass"));
            try (Connection connection = database.open().connection();
                    Statement statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                statement.execute("SET LOCAL maintenance_work_mem = '512MB'");
                // Emptied in the same transaction, it is filled without a log.
                statement.execute("TRUNCATE " + table);
                for (String command : drop) {
                    statement.execute(command);
                }
                statement.execute(insert);
                for (String command : make) {
                    statement.execute(command);
                }
                connection.commit();
                connection.setAutoCommit(true);
                statement.execute("VACUUM ANALYZE " + table);
            }
        }
    }

    private static List<Load> loads() {
        String every = " FROM generate_series(0, " + (REPORTS - 1) + ") i";
        String id = "'R-' || lpad(i::text, 10, '0')";
        String caseId = "'R-' || lpad((i - i % 10)::text, 10, '0')";
        String time = "timestamptz '2025-01-01 00:00Z' + i * interval '30 seconds'";
        String account = "'BANK' || lpad((i % 50)::text, 4, '0') || ':' || (1000000000 + i % 200000)";
        return List.of(
                new Load(
                        "report",
                        "INSERT INTO report SELECT " + id + ", 1, 'HOTLINE_997', 'PHONE_SCAM', " + time + ", " + time
                                + ", "
                                + time + ", NULL, s.narrative, s.vector, " + caseId + ", '{}'" + every
                                + " JOIN sample s ON s.n = i % 2000"),
                new Load(
                        "report_identifier",
                        "INSERT INTO report_identifier SELECT " + id + ", k.kind, k.value, 'NAMED', NULL, " + time
                                + every
                                + " CROSS JOIN LATERAL (VALUES ('ACCOUNT', " + account + "), ('NUMBER', '+6012' ||"
                                + " lpad((i % 100000)::text, 7, '0')), ('TOKEN', 'v-' || i % 300000)) k (kind, value)"),
                new Load(
                        "payment",
                        "INSERT INTO payment SELECT " + id
                                + ", 0, 'BANK' || lpad((i % 50)::text, 4, '0'), i::text, 10000,"
                                + " 'MYR', NULL, 'VERIFIED', 'BANK0001:' || i, 'T-' || i, 10000, 10000, 0, 0, 0, 0, 0, 1,"
                                + " false" + every),
                new Load(
                        "trail_account",
                        "INSERT INTO trail_account SELECT " + id
                                + ", 0, 'BANK' || lpad((i % 50)::text, 4, '0'), i::text,"
                                + " 1, 'BANK0001:' || i, 'T-' || i, " + time + ", 1, 1, 0, 0, 0, 0, 0" + every),
                new Load(
                        "trail_bank",
                        "INSERT INTO trail_bank SELECT " + id
                                + ", 0, 'BANK' || lpad((i % 50)::text, 4, '0'), 1, 10000, 0," + " 0, 0, 0" + every),
                new Load(
                        "scam_case",
                        "INSERT INTO scam_case SELECT " + id + ", 1, 10, 10, " + time + ", " + time
                                + ", ARRAY['PHONE_SCAM'], ARRAY['MAXIS'], '{}'" + every + " WHERE i % 10 = 0"),
                new Load(
                        "case_sum",
                        "INSERT INTO case_sum SELECT " + id + ", 'MYR', i % 100003, 0, 0, 0, 0, 0" + every
                                + " WHERE i % 10 = 0"),
                new Load(
                        "alert",
                        "INSERT INTO alert SELECT 'FREEZE', 'BANK' || lpad((i % 50)::text, 4, '0'), " + account + ", 2,"
                                + " 'A-' || i, " + account + ", 'HOLD', " + time + ", " + time + ", NULL, '{}'" + every
                                + " WHERE i < 200000"),
                new Load(
                        "alert_revision",
                        "INSERT INTO alert_revision SELECT 'FREEZE', 'BANK' || lpad((i % 50)::text, 4, '0'), " + account
                                + ", 1 + i / 200000, 'A-' || i % 200000, " + account + ", 'HOLD', " + time + ", '{}'"
                                + every),
                new Load(
                        "response",
                        "INSERT INTO response SELECT md5(i::text), 'FREEZE', 'A-' || i % 200000, 1 + i / 200000, 'BANK' ||"
                                + " lpad((i % 50)::text, 4, '0'), " + account + ", 'HELD', NULL, NULL, " + time + ", "
                                + time
                                + ", '{}'" + every + " WHERE i < 500000 AND i % 7 <> 0"),
                new Load(
                        "escalation",
                        "INSERT INTO escalation SELECT 'A-' || i, 1 + i % 2, 1, 'FREEZE_ALERT', 'BANK' || lpad((i %"
                                + " 50)::text, 4, '0'), " + account + ", " + time + ", " + time + every
                                + " WHERE i < 200000 AND i % 3 = 0"),
                new Load(
                        "review_item",
                        "INSERT INTO review_item SELECT 'BANK0001:' || i, 1, CASE WHEN i % 50 = 0 THEN 'OPEN' ELSE 'CLOSED'"
                                + " END, 'PROTECTED_ACCOUNT', 'BANK0001', 'decide', " + time + ", '{}'" + every
                                + " WHERE i < 100000"));
    }

    @ParameterizedTest
    @MethodSource("questions")
    void isAnsweredByIndexes(Asked asked) throws Exception {
        JsonNode plan = explain(asked);

        assertThat(sequentialScans(plan.path("Plan")))
                .as("tables read whole: %s", plan.toPrettyString())
                .allMatch(SMALL_TABLES::contains);
        assertThat(plan.path("Plan").path("Shared Hit Blocks").asLong()
                        + plan.path("Plan").path("Shared Read Blocks").asLong())
                .as("pages touched: %s", plan.toPrettyString())
                .isLessThan(MOST_PAGES);
    }

    @Test
    void everyQuestionIsAmongThose() {
        EnumSet<CaseQuery> asked = EnumSet.copyOf(WITHOUT_TABLES);
        questions().forEach(question -> asked.add(question.query()));

        assertThat(asked).containsExactlyInAnyOrder(CaseQuery.values());
    }

    @Test
    void theStoreFindsWhatIsThere() throws Exception {
        CaseStore store = new CaseStore(database.open());

        assertThat(store.search("rujukan77", Page.Wanted.first(1000)).rows()).hasSize(500);
        assertThat(store.search("customs pindah", Page.Wanted.first(10)).rows()).isEmpty();
        assertThat(store.search("customs officers", Page.Wanted.first(10)).rows())
                .hasSize(10);
    }

    private static JsonNode explain(Asked asked) throws Exception {
        try (Connection connection = database.open().connection()) {
            connection.setAutoCommit(false);
            if (asked.before() != null) {
                run(connection, asked.before().sql());
            }
            String plan = run(
                            connection,
                            "EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) "
                                    + asked.query().sql(),
                            asked.parameters().toArray())
                    .orElseThrow();
            connection.rollback();
            return new ObjectMapper().readTree(plan).get(0);
        }
    }

    private static Optional<String> run(Connection connection, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (ResultSet found = statement.executeQuery()) {
                return found.next() ? Optional.ofNullable(found.getString(1)) : Optional.empty();
            }
        }
    }

    private static List<String> sequentialScans(JsonNode plan) {
        List<String> tables = new ArrayList<>();
        if (plan.path("Node Type").asText().equals("Seq Scan")) {
            tables.add(plan.path("Relation Name").asText());
        }
        plan.path("Plans").forEach(inner -> tables.addAll(sequentialScans(inner)));
        return tables;
    }
}
