package io.sekat.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PacedLinesTest {
    @Test
    void givesEveryByteAndNeverMoreThanOneLineAtOnce() throws IOException {
        String text = "one\n\ntwo\nno end";
        StringBuilder got = new StringBuilder();
        byte[] buffer = new byte[64];
        try (PacedLines lines =
                new PacedLines(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), 1_000_000)) {
            for (int count = lines.read(buffer, 0, 64); count >= 0; count = lines.read(buffer, 0, 64)) {
                got.append(new String(buffer, 0, count, StandardCharsets.UTF_8)).append('|');
            }
        }
        assertThat(got).hasToString("one\n|\n|two\n|no end|");
    }
}
