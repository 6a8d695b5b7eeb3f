package io.sekat.sandbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Rows of the sample's expected results, without their header. */
final class ExpectedRows {
    private ExpectedRows() {}

    static List<List<String>> of(String file) throws IOException {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(ExpectedRows.class.getResourceAsStream("/sample/" + file), file),
                StandardCharsets.UTF_8))) {
            return reader.lines()
                    .skip(1)
                    .map(line -> List.of(line.split(",", -1)))
                    .toList();
        }
    }
}
