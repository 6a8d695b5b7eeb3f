package io.sekat.sandbox;

import io.sekat.producers.Input;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** A file of the sample in pieces that can be loaded one by one. */
final class Pieces {
    private Pieces() {}

    /**
     * Cuts a file into pieces.
     *
     * @param header whether its first line heads every piece
     * @param count how many pieces
     * @param random orders the lines anew; null: they stay in their order
     */
    static List<Input> of(Input file, boolean header, int count, Random random) throws IOException {
        List<String> lines = new ArrayList<>(lines(file));
        List<String> head = header ? List.of(lines.remove(0)) : List.of();
        if (random != null) {
            Collections.shuffle(lines, random);
        }
        List<Input> pieces = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<String> part = lines.subList(lines.size() * i / count, lines.size() * (i + 1) / count);
            byte[] bytes = String.join(
                            "\n", Stream.concat(head.stream(), part.stream()).toList())
                    .concat("\n")
                    .getBytes(StandardCharsets.UTF_8);
            pieces.add(new Input(file.name() + " " + (i + 1) + "/" + count, () -> new ByteArrayInputStream(bytes)));
        }
        return pieces;
    }

    private static List<String> lines(Input file) throws IOException {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(file.open(), StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        }
    }
}
