package io.sekat.benchmarks.hot;

import io.sekat.events.CaseMessage;
import io.sekat.events.EnrichedReport;
import io.sekat.events.FreezeOutcome;
import io.sekat.events.FreezeResponse;
import io.sekat.streams.core.Effect;
import io.sekat.streams.core.account.AccountState;
import io.sekat.streams.core.account.AnswerRule;
import io.sekat.streams.core.account.DeadlineRule;
import io.sekat.streams.core.casefile.CaseFile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What comes after an alert: the bank's answer, the passing of time, and what the police's file is told. */
@State(Scope.Thread)
public class FollowUpBenchmark {
    private final AccountState asked = Specimens.frozenState();
    private final FreezeResponse response = FreezeResponse.newBuilder()
            .setAlertId(Specimens.alert().getAlertId())
            .setRevision(2)
            .setBank(Specimens.ACCOUNT.bank().value())
            .setAccount(Specimens.ACCOUNT.number())
            .setOutcome(FreezeOutcome.HELD)
            .setRespondedAt(Specimens.NOW)
            .build();
    private final Instant later = Specimens.NOW.plus(Duration.ofHours(1));
    private final Optional<EnrichedReport> file = Optional.of(Specimens.file());
    private final CaseMessage fact = Specimens.factFor(Specimens.file());

    /** The bank says that it holds what it was asked to. */
    @Benchmark
    public AccountState answer() {
        return AnswerRule.answered(Specimens.ACCOUNT, asked, response, Specimens.OCCASION);
    }

    /** The bank did not answer in time, which is escalated. */
    @Benchmark
    public List<Effect> deadline() {
        List<Effect> effects = new ArrayList<>();
        DeadlineRule.elapsed(Specimens.ACCOUNT, asked, later, later, effects);
        return effects;
    }

    /** A report's file hears what an account that it names is asked now. */
    @Benchmark
    public Optional<EnrichedReport> file() {
        return CaseFile.hear(file, fact);
    }
}
