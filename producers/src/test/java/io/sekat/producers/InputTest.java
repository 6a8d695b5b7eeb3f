package io.sekat.producers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InputTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"bank_code,account\nMBBEMYKL,1\n", "x", ""})
    void isReadTheSamePackedOrNot(String text) throws IOException {
        Path plain = Files.writeString(folder.resolve("a.csv"), text);
        Path packed = folder.resolve("a.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write(text.getBytes(UTF_8));
        }

        assertThat(content(plain)).isEqualTo(text);
        assertThat(content(packed)).isEqualTo(text);
    }

    @Test
    void whatOnlyBeginsAsIfItWerePackedIsNamed() throws IOException {
        Path file = Files.write(folder.resolve("a.csv.gz"), new byte[] {0x1f, (byte) 0x8b, 1, 2, 3, 4, 5, 6, 7, 8, 9});

        assertThatThrownBy(() -> Input.file(file).open())
                .isInstanceOf(UnusableInput.class)
                .hasMessageContaining(file.toString());
    }

    private static String content(Path file) throws IOException {
        try (InputStream in = Input.file(file).open()) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
