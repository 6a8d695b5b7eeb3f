package io.sekat.streams.casefile;

import io.sekat.events.CaseMember;
import io.sekat.serdes.Incoming;
import io.sekat.streams.InputProcessor;
import io.sekat.streams.Outlets;
import io.sekat.streams.Rounds;
import io.sekat.streams.core.casefile.CaseGraph;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/** Joins reports to cases, and tells each report's file of its case. */
final class CaseMemberProcessor extends InputProcessor<CaseMember> {
    /** How often changed cases are looked for. */
    private static final Duration LOOK = Duration.ofMillis(100);

    private final int mostLinks;
    private @Nullable CaseGraph graph;
    private @Nullable Rounds rounds;

    CaseMemberProcessor(Outlets outlets, int mostLinks) {
        super(outlets);
        this.mostLinks = mostLinks;
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        super.init(context);
        graph = new CaseGraph(new StoredCaseRegister(context), mostLinks);
        if (rounds != null) {
            rounds.stop();
        }
        rounds = new Rounds(context, LOOK, now -> settle(Instant.ofEpochMilli(now)));
        if (!graph().isSettled()) {
            rounds.begin();
        }
    }

    /** Whether there was any case to tell of: then more probably will come. */
    private boolean settle(Instant now) {
        boolean isMore = !graph().isSettled();
        outlets().forward(context(), graph().settle(now));
        return isMore;
    }

    @Override
    protected String expectedKey() {
        return "the report's id";
    }

    @Override
    protected void accept(String key, CaseMember member, Incoming<CaseMember> incoming, Instant appendedAt) {
        checkKey(key, member.getReportId());
        graph().hear(member);
        Objects.requireNonNull(rounds, "init comes first").begin();
    }

    private CaseGraph graph() {
        return Objects.requireNonNull(graph, "init comes first");
    }
}
