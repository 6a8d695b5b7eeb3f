package io.sekat.sandbox.desk;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sekat.cli.SettingsCommand;
import io.sekat.events.ReviewItem;
import io.sekat.events.ReviewState;
import io.sekat.json.EventJson;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sekat review list}. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "List what awaits a decision, oldest first, with the decisions that are possible.")
public final class ReviewListCommand extends SettingsCommand {
    @Option(names = "--all", description = "Also what was decided or has lost its ground, with the latest order.")
    private boolean all;

    @Option(names = "--json", description = "One JSON object a line.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        ReviewItems items = ReviewItems.read(settings());
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            items.inOrder(all).forEach(item -> out.println(object(items, item)));
        } else {
            out.print(new ReviewTable(items, Times.here()).lines(all));
        }
        return 0;
    }

    private static ObjectNode object(ReviewItems items, ReviewItem item) {
        ObjectNode object = EventJson.object(item);
        ArrayNode decisions = object.putArray("decisions");
        possible(item).forEach(verb -> decisions.add(verb.word()));
        object.set(
                "directive",
                items.directive(item.getSubject())
                        .<ObjectNode>map(EventJson::object)
                        .orElse(null));
        return object;
    }

    private static List<Verb> possible(ReviewItem item) {
        return item.getState() == ReviewState.OPEN ? Verb.answers(item.getReason()) : List.of();
    }
}
