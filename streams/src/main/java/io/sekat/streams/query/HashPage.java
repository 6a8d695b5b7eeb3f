package io.sekat.streams.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sekat.streams.core.lookup.SubjectHash;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The rests of hashes that begin alike, each with how many reported it, filled up with ones that nobody reported (count 0),
 * so that the length tells whoever watches the line nothing.
 */
final class HashPage {
    /** There are this many lines, or a multiple. */
    static final int LINES = 16;

    private static final int REST = 64 - SubjectHash.PREFIX;
    private static final SecureRandom RANDOM = new SecureRandom();

    private HashPage() {}

    /**
     * The page.
     *
     * @param answers what each instance has
     * @param partitions how many partitions there are of each kind
     * @return lines {@code REST:COUNT}, in the order of the rests, all of the same length
     * @throws io.sekat.http.Refusal when a partition is in none of the answers
     */
    static String of(List<ObjectNode> answers, Map<Subject, Integer> partitions) {
        SortedMap<String, Integer> found = new TreeMap<>();
        partitions.forEach((subject, count) -> {
            for (int partition = 0; partition < count; partition++) {
                add(found, answers, subject, Integer.toString(partition));
            }
        });
        int lines = Math.max(1, (found.size() + LINES - 1) / LINES) * LINES;
        while (found.size() < lines) {
            found.putIfAbsent(anyRest(), 0);
        }
        StringBuilder page = new StringBuilder();
        found.forEach((rest, victims) -> page.append(rest)
                .append(':')
                .append(String.format("%04d", victims))
                .append('\n'));
        return page.toString();
    }

    private static void add(
            SortedMap<String, Integer> found, List<ObjectNode> answers, Subject subject, String partition) {
        boolean isThere = false;
        for (ObjectNode answer : answers) {
            JsonNode rests = answer.path(subject.path()).path(partition);
            isThere |= rests.isObject();
            rests.properties()
                    .forEach(rest -> found.merge(rest.getKey(), rest.getValue().asInt(), Math::max));
        }
        if (!isThere) {
            throw NotHere.because("A partition is moving between instances.");
        }
    }

    private static String anyRest() {
        byte[] random = new byte[32];
        RANDOM.nextBytes(random);
        return HexFormat.of().withUpperCase().formatHex(random).substring(0, REST);
    }
}
