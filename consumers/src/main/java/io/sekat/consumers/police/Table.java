package io.sekat.consumers.police;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A table that rows are put into by their key, so that to put one twice, or an older one after a newer one, changes
 * nothing.
 *
 * @param name its name
 * @param key columns of the primary key
 * @param columns the other columns with the SQL that a value stands in
 * @param newest decides between two rows of one key; empty: rows of one key are equal, or the caller removes old ones
 */
record Table(String name, List<String> key, Map<String, String> columns, Optional<Newest> newest) {

    /**
     * Which of two rows of one key is the truth.
     *
     * @param column what is compared
     * @param comparison what the truth's value is in comparison with the other's: {@code >}, {@code >=} or {@code <}
     */
    record Newest(String column, String comparison) {

        @SuppressWarnings("unchecked") // both are values of one column
        boolean isReplaced(Row known, Row other) {
            int order = ((Comparable<Object>) valueOf(other)).compareTo(valueOf(known));
            return switch (comparison) {
                case ">" -> order > 0;
                case ">=" -> order >= 0;
                default -> order < 0;
            };
        }

        private Object valueOf(Row row) {
            Object value = row.get(column);
            if (value == null) {
                throw new IllegalStateException("column " + column + " decides between rows and is null");
            }
            return value;
        }
    }

    /** A table with that primary key. */
    static Table of(String name, String... key) {
        return new Table(name, List.of(key), new LinkedHashMap<>(), Optional.empty());
    }

    /** With these columns; {@code name::type} is cast, {@code name=f(?)} is worked out. */
    Table with(String... definitions) {
        Map<String, String> more = new LinkedHashMap<>(columns);
        for (String definition : definitions) {
            int equals = definition.indexOf('=');
            int cast = definition.indexOf("::");
            if (equals > 0) {
                more.put(definition.substring(0, equals), definition.substring(equals + 1));
            } else if (cast > 0) {
                more.put(definition.substring(0, cast), "?" + definition.substring(cast));
            } else {
                more.put(definition, "?");
            }
        }
        return new Table(name, key, more, newest);
    }

    /** Of two rows of one key, the one whose column compares so is the truth. */
    Table newestBy(String column, String comparison) {
        return new Table(name, key, columns, Optional.of(new Newest(column, comparison)));
    }

    /** The values of a row's key. */
    List<@Nullable Object> keyOf(Row row) {
        List<@Nullable Object> values = new ArrayList<>();
        key.forEach(column -> values.add(row.get(column)));
        return values;
    }

    /** Puts rows of distinct keys into the table. */
    void put(Connection connection, Collection<Row> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        List<String> names = names();
        try (PreparedStatement statement = connection.prepareStatement(upsert())) {
            for (Row row : rows) {
                for (int i = 0; i < names.size(); i++) {
                    statement.setObject(i + 1, row.get(names.get(i)));
                }
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** Removes the rows whose column has one of these values. */
    void remove(Connection connection, String column, Collection<String> values) throws SQLException {
        if (values.isEmpty()) {
            return;
        }
        try (PreparedStatement statement =
                connection.prepareStatement("DELETE FROM " + name + " WHERE " + column + " = ANY (?)")) {
            statement.setObject(1, values.toArray(String[]::new));
            statement.executeUpdate();
        }
    }

    private List<String> names() {
        return Stream.concat(key.stream(), columns.keySet().stream()).toList();
    }

    private String upsert() {
        String values = Stream.concat(key.stream().map(column -> "?"), columns.values().stream())
                .collect(Collectors.joining(", "));
        String insert = "INSERT INTO " + name + " (" + String.join(", ", names()) + ") VALUES (" + values
                + ") ON CONFLICT (" + String.join(", ", key) + ") DO ";
        return newest.map(by -> insert + "UPDATE SET "
                        + columns.keySet().stream()
                                .map(column -> column + " = excluded." + column)
                                .collect(Collectors.joining(", "))
                        + " WHERE excluded." + by.column() + " " + by.comparison() + " " + name + "." + by.column())
                .orElse(insert + "NOTHING");
    }
}
