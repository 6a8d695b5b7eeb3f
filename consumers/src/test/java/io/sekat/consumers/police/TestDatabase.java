package io.sekat.consumers.police;

import io.sekat.config.SettingCatalogue;
import io.sekat.config.Settings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A real PostgreSQL with the case store's tables. */
final class TestDatabase implements AutoCloseable {
    private static final String TABLES =
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE"
                    + " 'sekat_schema%' ORDER BY 1";

    private final EmbeddedPostgres server;
    private final CaseDatabase database;

    private TestDatabase(EmbeddedPostgres server, CaseDatabase database) {
        this.server = server;
        this.database = database;
    }

    static TestDatabase start() throws IOException {
        EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofMinutes(1))
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                .setLocaleConfig("locale", "C")
                .setServerConfig("shared_buffers", "256MB")
                .setServerConfig("max_wal_size", "4GB")
                .setServerConfig("wal_level", "minimal")
                .setServerConfig("max_wal_senders", "0")
                .start();
        Settings settings = Settings.defaults()
                .with(Map.of(
                        SettingCatalogue.DATABASE_URL.name(),
                        "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres",
                        SettingCatalogue.DATABASE_USER.name(),
                        "postgres"));
        CaseDatabase database = CaseDatabase.of(settings, "test", 4);
        database.migrate();
        return new TestDatabase(server, database);
    }

    CaseDatabase open() {
        return database;
    }

    void empty() throws SQLException {
        run("TRUNCATE " + String.join(", ", texts(TABLES)));
    }

    void run(String command) throws SQLException {
        try (Connection connection = database.connection();
                Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    List<String> texts(String query) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Connection connection = database.connection();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            while (found.next()) {
                texts.add(found.getString(1));
            }
        }
        return texts;
    }

    /** Every row of every table. */
    Map<String, List<String>> dump() throws SQLException {
        Map<String, List<String>> rows = new TreeMap<>();
        for (String table : texts(TABLES)) {
            rows.put(table, texts("SELECT to_jsonb(t)::text FROM " + table + " t ORDER BY 1"));
        }
        return rows;
    }

    /** Ends all connections but the one that asks for it. */
    void terminateOthers() throws SQLException {
        run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname ="
                + " current_database()");
    }

    @Override
    public void close() throws IOException {
        database.close();
        server.close();
    }
}
