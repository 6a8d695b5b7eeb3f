package io.sekat.streams.casefile;

import io.sekat.events.CaseMember;
import io.sekat.serdes.Incoming;
import io.sekat.streams.InputProcessor;
import io.sekat.streams.Outlets;
import io.sekat.streams.core.casefile.CaseGraph;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/** Joins reports to cases, and tells each report's file of its case. */
final class CaseMemberProcessor extends InputProcessor<CaseMember> {
    /** How often changed cases are looked for. */
    private static final Duration LOOK = Duration.ofMillis(100);

    private final int mostLinks;
    private @Nullable CaseGraph graph;

    CaseMemberProcessor(Outlets outlets, int mostLinks) {
        super(outlets);
        this.mostLinks = mostLinks;
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        super.init(context);
        CaseGraph joining = new CaseGraph(new StoredCaseRegister(context), mostLinks);
        context.schedule(
                LOOK,
                PunctuationType.WALL_CLOCK_TIME,
                now -> outlets().forward(context, joining.settle(Instant.ofEpochMilli(now))));
        graph = joining;
    }

    @Override
    protected String expectedKey() {
        return "the report's id";
    }

    @Override
    protected void accept(String key, CaseMember member, Incoming<CaseMember> incoming, Instant appendedAt) {
        checkKey(key, member.getReportId());
        Objects.requireNonNull(graph, "init comes first").hear(member);
    }
}
