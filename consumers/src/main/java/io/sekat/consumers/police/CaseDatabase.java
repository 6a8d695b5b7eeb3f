package io.sekat.consumers.police;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.sekat.config.SettingCatalogue;
import io.sekat.config.Settings;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** The PostgreSQL database that holds the case store. Connections are made when they are needed, so it may be away. */
public final class CaseDatabase implements AutoCloseable {
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);
    /** A server that hangs must not keep the agent from its consumer group. */
    private static final Duration ANSWER_WITHIN = Duration.ofMinutes(1);

    private static final String MIGRATIONS = "classpath:io/sekat/consumers/police";

    private final HikariDataSource pool;

    private CaseDatabase(HikariDataSource pool) {
        this.pool = pool;
    }

    /**
     * The database that the settings name; does not connect yet.
     *
     * @param settings say where it is and who connects
     * @param name of the connections, on the server and in logs
     * @param connections how many at most
     */
    public static CaseDatabase of(Settings settings, String name, int connections) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(settings.get(SettingCatalogue.DATABASE_URL));
        config.setUsername(settings.get(SettingCatalogue.DATABASE_USER));
        config.setPassword(settings.get(SettingCatalogue.DATABASE_PASSWORD));
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(0);
        config.setInitializationFailTimeout(-1);
        config.setConnectionTimeout(CONNECT_WITHIN.toMillis());
        config.addDataSourceProperty("ApplicationName", name);
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        config.addDataSourceProperty("connectTimeout", String.valueOf(CONNECT_WITHIN.toSeconds()));
        config.addDataSourceProperty("socketTimeout", String.valueOf(ANSWER_WITHIN.toSeconds()));
        config.addDataSourceProperty("tcpKeepAlive", "true");
        return new CaseDatabase(new HikariDataSource(config));
    }

    /** Where the database is, without what may be secret. */
    public static String addressOf(Settings settings) {
        return settings.get(SettingCatalogue.DATABASE_URL).replaceFirst("[?].*", "");
    }

    /**
     * Makes the tables, or brings those of an earlier version up to date.
     *
     * @throws FlywayException when the database does not answer or the user may not
     */
    public void migrate() {
        Flyway.configure()
                .dataSource(pool)
                .locations(MIGRATIONS)
                .table("sekat_schema_history")
                .load()
                .migrate();
    }

    /** A connection of the pool. */
    public Connection connection() throws SQLException {
        return pool.getConnection();
    }

    /** For those who make their own connections of it. */
    public DataSource dataSource() {
        return pool;
    }

    @Override
    public void close() {
        pool.close();
    }
}
