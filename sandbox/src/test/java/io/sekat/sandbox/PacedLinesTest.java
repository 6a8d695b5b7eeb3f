package io.sekat.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PacedLinesTest {
    @Test
    void givesEveryByteAndNeverMoreThanOneLineAtOnce() throws IOException {
        assertThat(reads(paced())).isEqualTo("one\n|\n|two\n|no end|");
    }

    @Test
    void givesNoMoreBehindABuffer() throws IOException {
        assertThat(reads(new BufferedInputStream(paced()))).isEqualTo("one\n|\n|two\n|no end|");
    }

    private static InputStream paced() {
        return new PacedLines(
                new ByteArrayInputStream("one\n\ntwo\nno end".getBytes(StandardCharsets.UTF_8)), 1_000_000);
    }

    /** What comes at each read. */
    private static String reads(InputStream stream) throws IOException {
        StringBuilder got = new StringBuilder();
        byte[] buffer = new byte[64];
        try (InputStream lines = stream) {
            for (int count = lines.read(buffer, 0, 64); count >= 0; count = lines.read(buffer, 0, 64)) {
                got.append(new String(buffer, 0, count, StandardCharsets.UTF_8)).append('|');
            }
        }
        return got.toString();
    }
}
