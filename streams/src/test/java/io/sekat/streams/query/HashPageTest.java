package io.sekat.streams.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sekat.http.Refusal;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HashPageTest {
    private static final Map<Subject, Integer> TWO_OF_EACH = Map.of(Subject.ACCOUNT, 2, Subject.NUMBER, 2);
    private static final String REST = "0".repeat(58);

    @Test
    void whatEachInstanceHasIsOnOnePageOfFixedLength() {
        List<ObjectNode> answers = List.of(
                answer("{'account': {'0': {'" + REST + "A': 2}}, 'number': {'0': {}, '1': {'" + REST + "B': 1000}}}"),
                answer("{'account': {'1': {}}, 'number': {}}"));

        List<String> lines = HashPage.of(answers, TWO_OF_EACH).lines().toList();

        assertThat(lines).contains(REST + "A:0002", REST + "B:1000").isSorted();
        assertThat(lines).hasSize(HashPage.LINES).allMatch(line -> line.matches("[0-9A-F]{59}:[0-9]{4}"));
        assertThat(lines.stream().filter(line -> line.endsWith(":0000"))).hasSize(HashPage.LINES - 2);
    }

    @Test
    void anEmptyPageIsAsLongAsAnother() {
        ObjectNode nothing = answer("{'account': {'0': {}, '1': {}}, 'number': {'0': {}, '1': {}}}");

        assertThat(HashPage.of(List.of(nothing), TWO_OF_EACH).lines())
                .hasSize(HashPage.LINES)
                .allMatch(line -> line.endsWith(":0000"));
    }

    @Test
    void moreThanOnePageFillsTwo() {
        ObjectNode answer = answer("{'account': {'0': {}, '1': {}}, 'number': {'0': {}, '1': {}}}");
        ObjectNode partition = (ObjectNode) answer.path("account").path("0");
        IntStream.range(0, HashPage.LINES + 1).forEach(i -> partition.put(String.format("%059X", i), 3));

        assertThat(HashPage.of(List.of(answer), TWO_OF_EACH).lines()).hasSize(2 * HashPage.LINES);
    }

    @Test
    void aPartitionThatNobodyHasIsNoAnswerAndNotAnEmptyOne() {
        ObjectNode lacking = answer("{'account': {'0': {}}, 'number': {'0': {}, '1': {}}}");

        assertThatThrownBy(() -> HashPage.of(List.of(lacking), TWO_OF_EACH))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.problem().status()).isEqualTo(503));
    }

    private static ObjectNode answer(String json) {
        try {
            return new ObjectMapper().readValue(json.replace('\'', '"'), ObjectNode.class);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }
}
