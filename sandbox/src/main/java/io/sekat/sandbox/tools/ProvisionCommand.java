package io.sekat.sandbox.tools;

import io.sekat.cli.SettingsCommand;
import io.sekat.config.Settings;
import io.sekat.topics.TopicCreation;
import io.sekat.topics.Topics;
import java.io.PrintWriter;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sekat provision}: topics and schemas of the catalogue on any cluster. */
@Command(
        name = "provision",
        mixinStandardHelpOptions = true,
        description = "Create the topics and register the schemas of the catalogue; what is there already stays.")
public final class ProvisionCommand extends SettingsCommand {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Settings settings = settings();
        PrintWriter out = spec.commandLine().getOut();
        try (Admin admin = Admin.create(settings.kafkaClient("sekat-provision"))) {
            TopicCreation creation = new TopicCreation(admin, settings);
            Set<String> created = creation.create(Topics.all());
            out.printf("%d of %d topics created%n", created.size(), Topics.all().size());
            created.forEach(topic -> out.println("  " + topic));
            creation.checkPartitions();
        }
        SchemaRegistration registration = new SchemaRegistration(settings);
        int registered = registration.registerAll();
        out.printf("%d schemas registered, compatibility %s%n", registered, SchemaRegistration.COMPATIBILITY);
        return 0;
    }
}
