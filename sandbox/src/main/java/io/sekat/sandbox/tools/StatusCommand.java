package io.sekat.sandbox.tools;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sekat.cli.SettingsCommand;
import io.sekat.config.Settings;
import io.sekat.streams.Part;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sekat status}: what runs, how far behind it is, and what the topics hold. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Show consumer groups with state and lag, and the number of records in each topic.")
public final class StatusCommand extends SettingsCommand {
    @Option(names = "--json", description = "As one JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /**
     * One consumer group.
     *
     * @param state in Kafka's own words: STABLE, EMPTY, PREPARING_REBALANCE, ...
     * @param members how many consumers
     * @param lag records not yet processed
     */
    private record Group(String state, int members, long lag) {}

    @Override
    public Integer call() throws ExecutionException, InterruptedException {
        Settings settings = settings();
        try (Admin admin = Admin.create(settings.kafkaClient("sekat-status"))) {
            Map<String, Group> groups = groups(admin, settings);
            Map<String, Long> topics = topics(admin);
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                print(out, groups, topics);
            } else {
                print(out, settings, groups, topics);
            }
        }
        return 0;
    }

    /** Those of the Streams application, and of agents that were given no other name. */
    private static Map<String, Group> groups(Admin admin, Settings settings)
            throws ExecutionException, InterruptedException {
        List<String> application = Part.groups(settings);
        Set<String> names = admin.listGroups().all().get().stream()
                .map(GroupListing::groupId)
                .filter(name -> application.contains(name) || name.startsWith("sekat"))
                .collect(Collectors.toCollection(TreeSet::new));
        Map<String, ConsumerGroupDescription> described =
                admin.describeConsumerGroups(names).all().get();
        Map<String, Group> groups = new TreeMap<>();
        described.forEach((name, group) -> groups.put(
                name,
                new Group(
                        group.groupState().name(),
                        group.members().size(),
                        GroupLag.of(admin, name).total())));
        return groups;
    }

    /** Records between the first and the last offset; those that compaction removed and transaction marks count in. */
    private static Map<String, Long> topics(Admin admin) throws ExecutionException, InterruptedException {
        Map<String, TopicDescription> descriptions = admin.describeTopics(
                        admin.listTopics().names().get())
                .allTopicNames()
                .get();
        Map<TopicPartition, OffsetSpec> first = new HashMap<>();
        Map<TopicPartition, OffsetSpec> last = new HashMap<>();
        descriptions.forEach((name, topic) -> topic.partitions().forEach(partition -> {
            first.put(new TopicPartition(name, partition.partition()), OffsetSpec.earliest());
            last.put(new TopicPartition(name, partition.partition()), OffsetSpec.latest());
        }));
        Map<TopicPartition, ListOffsetsResultInfo> from =
                admin.listOffsets(first).all().get();
        Map<TopicPartition, ListOffsetsResultInfo> to =
                admin.listOffsets(last).all().get();
        Map<String, Long> counts = new TreeMap<>();
        to.forEach((partition, end) -> {
            ListOffsetsResultInfo start = from.get(partition);
            counts.merge(partition.topic(), end.offset() - (start == null ? 0 : start.offset()), Long::sum);
        });
        return counts;
    }

    private static boolean isEmpty(@Nullable Group group) {
        return group == null || group.members() == 0;
    }

    private static void print(PrintWriter out, Map<String, Group> groups, Map<String, Long> topics) {
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("groups", groups);
        status.put("topics", topics);
        out.println(new ObjectMapper().valueToTree(status).toString());
    }

    private static void print(PrintWriter out, Settings settings, Map<String, Group> groups, Map<String, Long> topics) {
        Table table = new Table(List.of("GROUP", "STATE", "MEMBERS", "LAG"));
        groups.forEach((name, group) ->
                table.row(name, group.state(), Integer.toString(group.members()), String.format("%,d", group.lag())));
        out.print(table);
        Part.groups(settings).stream()
                .filter(name -> isEmpty(groups.get(name)))
                .forEach(name -> out.println("No instance of the Streams application is in the group '" + name
                        + "': start it with './sekat streams' or './sekat up'."));
        out.println();
        Table records = new Table(List.of("TOPIC", "RECORDS"));
        topics.forEach((name, count) -> records.row(name, String.format("%,d", count)));
        out.print(records);
        if (topics.isEmpty()) {
            out.println("There are no topics: create them with './sekat provision'.");
        }
    }
}
