package io.sekat.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekat.topics.Topic;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The schemas are the documentation that other institutions get. */
class SchemaDocTest {
    @TestFactory
    Stream<DynamicTest> everyRecordEnumAndFieldSaysWhatItIs() {
        Map<String, Schema> named = new LinkedHashMap<>();
        TopicSchemas.topics().map(Topic::type).map(TopicSchemas::of).forEach(schema -> collect(schema, named));
        return named.values().stream()
                .map(schema -> DynamicTest.dynamicTest(schema.getName(), () -> assertDocumented(schema)));
    }

    private static void assertDocumented(Schema schema) {
        assertThat(schema.getDoc()).as(schema.getName()).isNotBlank();
        if (schema.getType() == Schema.Type.ENUM) {
            assertThat(schema.getEnumDefault())
                    .as("default symbol of " + schema.getName())
                    .isIn(schema.getEnumSymbols());
        } else {
            assertThat(schema.getFields())
                    .allSatisfy(field -> assertThat(field.doc())
                            .as(schema.getName() + "." + field.name())
                            .isNotBlank());
        }
    }

    private static void collect(Schema schema, Map<String, Schema> named) {
        switch (schema.getType()) {
            case RECORD -> {
                if (named.putIfAbsent(schema.getFullName(), schema) == null) {
                    schema.getFields().forEach(field -> collect(field.schema(), named));
                }
            }
            case ENUM -> named.put(schema.getFullName(), schema);
            case ARRAY -> collect(schema.getElementType(), named);
            case MAP -> collect(schema.getValueType(), named);
            case UNION -> schema.getTypes().forEach(branch -> collect(branch, named));
            default -> {
                // has no name
            }
        }
    }
}
