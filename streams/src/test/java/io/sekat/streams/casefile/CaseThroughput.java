package io.sekat.streams.casefile;

import io.sekat.config.Settings;
import io.sekat.events.CaseIdentifier;
import io.sekat.events.CaseMember;
import io.sekat.events.CasePayment;
import io.sekat.streams.AnswersRead;
import io.sekat.streams.Environment;
import io.sekat.streams.Samples;
import io.sekat.streams.World;
import io.sekat.streams.core.casefile.CaseGraph;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.StoreBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What it costs to join reports to cases, with the stores on disk, without a broker and changelogs. No test: it prints,
 * and runs when it is asked for:
 *
 * <pre>./mvnw -pl streams -am test -Dtest=CaseThroughput -Dsurefire.failIfNoSpecifiedTests=false</pre>
 */
class CaseThroughput {
    private static final int REPORTS = 20_000;

    @TempDir
    private Path folder;

    @Test
    void print() {
        measure("warm-up", 10);
        measure("cases of 1 report", 1);
        measure("cases of 10 reports", 10);
        measure("cases of 200 reports", 200);
        measure("one case of 20,000 reports", REPORTS);
    }

    private void measure(String what, int size) {
        MockProcessorContext<Void, Void> context = context();
        List<? extends StoreBuilder<?>> stores = CaseTopology.stores(
                Environment.of(Settings.defaults(), World.memorySerdes(), topic -> {}, AnswersRead.AT_ONCE));
        stores.forEach(builder -> add(context, builder));
        CaseGraph graph = new CaseGraph(new StoredCaseRegister(context), 200);

        long start = System.nanoTime();
        for (int i = 0; i < REPORTS; i++) {
            graph.hear(member(i, size));
        }
        double heard = (System.nanoTime() - start) / 1e9;
        start = System.nanoTime();
        int told = 0;
        Instant now = Samples.NOW;
        for (int look = 0; look < 1000; look++) {
            told += graph.settle(now).size();
            now = now.plus(Duration.ofMillis(100));
        }
        double settled = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                "%-28s %,d taken in: %,.0f/s; %,d told: %,.0f/s%n",
                what, REPORTS, REPORTS / heard, told, told / settled);
    }

    private static CaseMember member(int i, int size) {
        String report = "R-%06d".formatted(i);
        int place = i % size;
        int first = i - place;
        return CaseMember.newBuilder()
                .setReportId(report)
                .setVictim(Samples.personOf(report))
                .setIncidentAt(Samples.PAID)
                .setScamType("INVESTMENT")
                .setIdentifiers(List.of(
                        // An account for every hundred reports of a case, and numbers that join these hundreds.
                        new CaseIdentifier("+60" + first + "0" + (place + 50) / 100, false),
                        new CaseIdentifier("BETAMYKL:" + first + "0" + place / 100, false)))
                .setPayments(List.of(CasePayment.newBuilder()
                        .setPayment(report)
                        .setCurrency("MYR")
                        .setLostMinor(100)
                        .build()))
                .setParticipants(List.of("BETAMYKL", "CELCO"))
                .build();
    }

    private MockProcessorContext<Void, Void> context() {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "cases");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        properties.put("processing.exception.handler.global.enabled", true);
        Path state = folder.resolve(Long.toString(System.nanoTime()));
        return new MockProcessorContext<>(properties, new TaskId(0, 0), state.toFile());
    }

    private static void add(MockProcessorContext<Void, Void> context, StoreBuilder<?> builder) {
        var store = builder.withLoggingDisabled().withCachingDisabled().build();
        store.init(context.getStateStoreContext(), store);
        context.addStateStore(store);
    }
}
