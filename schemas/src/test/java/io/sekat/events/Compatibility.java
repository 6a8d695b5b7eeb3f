package io.sekat.events;

import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;

/** Whether old readers can read new events and new readers old ones. */
final class Compatibility {
    private Compatibility() {}

    /** What is wrong, each naming record, version and place in the schema; empty: fully compatible. */
    static List<String> problems(Schema current, Schema released, String version) {
        return Stream.concat(
                        unreadable(current, released, "this version cannot read what " + version + " wrote"),
                        unreadable(released, current, version + " cannot read what this version writes"))
                .toList();
    }

    private static Stream<String> unreadable(Schema reader, Schema writer, String what) {
        List<Incompatibility> found = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                .getResult()
                .getIncompatibilities();
        return found.stream()
                .map(problem -> reader.getName() + ": " + what + ": " + problem.getType() + " at "
                        + place(problem.getLocation(), problem.getReaderFragment(), reader) + ": "
                        + problem.getMessage());
    }

    /** A place such as {@code victim.ref} instead of {@code /fields/5/type/fields/0}. */
    private static String place(String location, Schema fragment, Schema reader) {
        StringBuilder names = new StringBuilder(reader.getName());
        Schema at = reader;
        String[] steps = location.split("/", -1);
        for (int i = 0; i < steps.length; i++) {
            if (steps[i].equals("fields") && i + 1 < steps.length && at.getType() == Schema.Type.RECORD) {
                Schema.Field field = at.getFields().get(Integer.parseInt(steps[++i]));
                names.append('.').append(field.name());
                at = field.schema();
            } else if (steps[i].equals("items") && at.getType() == Schema.Type.ARRAY) {
                at = at.getElementType();
            } else if (steps[i].matches("[0-9]+") && at.getType() == Schema.Type.UNION) {
                int branch = Integer.parseInt(steps[i]);
                if (branch >= at.getTypes().size()) {
                    break; // a branch that only the writer has: the message says which
                }
                at = at.getTypes().get(branch);
            }
        }
        return fragment.getType() == Schema.Type.RECORD ? names + " (" + fragment.getName() + ")" : names.toString();
    }
}
