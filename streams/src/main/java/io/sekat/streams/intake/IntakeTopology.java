package io.sekat.streams.intake;

import io.sekat.config.SettingCatalogue;
import io.sekat.events.Participant;
import io.sekat.streams.Environment;
import io.sekat.streams.Outlets;
import io.sekat.streams.PatientDeserializer;
import io.sekat.streams.SekatTopology;
import io.sekat.streams.StateSerde;
import io.sekat.streams.StoreNames;
import io.sekat.streams.core.intake.AcceptedReport;
import io.sekat.streams.core.intake.RejectedReport;
import io.sekat.streams.core.intake.TypedNumbers;
import io.sekat.topics.Topics;
import java.util.List;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.Stores;

/**
 * Reports, directives and participants come in here: checked, normalised, de-duplicated, and told to the accounts and
 * numbers that they are about.
 */
public final class IntakeTopology {
    private static final String PARTICIPANT = "participant-check";
    private static final String REPORT = "report-intake";
    private static final String DIRECTIVE = "directive-intake";

    private IntakeTopology() {}

    public static void addTo(Topology topology, Environment environment) {
        addParticipants(topology, environment);
        addDirectives(topology, environment);
        addReports(topology, environment);
    }

    private static void addParticipants(Topology topology, Environment environment) {
        Outlets outlets = new Outlets("participants");
        String source = SekatTopology.addSource(topology, environment, Topics.PARTICIPANTS);
        topology.addProcessor(PARTICIPANT, () -> new ParticipantProcessor(outlets), source);
        outlets.add(
                topology,
                environment,
                List.of(Topics.PARTICIPANT_DIRECTORY, Topics.REJECTED_RECORDS),
                List.of(PARTICIPANT));

        Serde<Participant> participants = environment.serdes().trusted();
        topology.addGlobalStore(
                Stores.timestampedKeyValueStoreBuilder(
                                Stores.inMemoryKeyValueStore(StoreNames.PARTICIPANTS), Serdes.String(), participants)
                        .withLoggingDisabled(),
                "participant-directory-source",
                Serdes.String().deserializer(),
                new PatientDeserializer<>(participants.deserializer()),
                Topics.PARTICIPANT_DIRECTORY.name(),
                "participant-directory-table",
                () -> new ParticipantTable(environment.changes()));
    }

    private static void addReports(Topology topology, Environment environment) {
        Outlets outlets = new Outlets("intake");
        String source = SekatTopology.addSource(topology, environment, Topics.SCAM_REPORTS);
        TypedNumbers numbers = new TypedNumbers(environment.settings().get(SettingCatalogue.REGION));
        topology.addProcessor(
                REPORT,
                () -> new ReportProcessor(
                        outlets, numbers, environment, environment.settings().get(SettingCatalogue.PARTICIPANT_GRACE)),
                source);
        topology.addStateStore(
                Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(StoreNames.ACCEPTED_REPORTS),
                        Serdes.String(),
                        StateSerde.of(AcceptedReport.class)),
                REPORT,
                DIRECTIVE);
        topology.addStateStore(
                Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(StoreNames.REJECTED_REPORTS),
                        Serdes.String(),
                        StateSerde.of(RejectedReport.class)),
                REPORT);
        topology.addStateStore(
                Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(StoreNames.WAITING_REPORTS),
                        Serdes.String(),
                        StateSerde.of(WaitingReport.class)),
                REPORT);
        outlets.add(
                topology,
                environment,
                List.of(Topics.ACCOUNT_MESSAGES, Topics.NUMBER_MESSAGES, Topics.CASE_MESSAGES, Topics.REJECTED_RECORDS),
                List.of(REPORT));
    }

    private static void addDirectives(Topology topology, Environment environment) {
        Outlets outlets = new Outlets("directives");
        String source = SekatTopology.addSource(topology, environment, Topics.DIRECTIVES);
        topology.addProcessor(DIRECTIVE, () -> new DirectiveProcessor(outlets), source);
        outlets.add(
                topology,
                environment,
                List.of(Topics.ACCOUNT_MESSAGES, Topics.NUMBER_MESSAGES, Topics.CASE_MESSAGES, Topics.REJECTED_RECORDS),
                List.of(DIRECTIVE));
    }
}
