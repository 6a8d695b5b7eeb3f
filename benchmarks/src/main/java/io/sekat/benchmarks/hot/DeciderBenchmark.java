package io.sekat.benchmarks.hot;

import io.sekat.events.AccountEntry;
import io.sekat.events.PhoneEntry;
import io.sekat.identifiers.PhoneNumber;
import io.sekat.streams.core.Outcome;
import io.sekat.streams.core.account.AccountDecider;
import io.sekat.streams.core.account.AccountState;
import io.sekat.streams.core.intake.Intake;
import io.sekat.streams.core.phone.NumberDecider;
import io.sekat.streams.core.phone.NumberState;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Decisions about a report, about an account and about a number that it names. */
@State(Scope.Thread)
public class DeciderBenchmark {
    private final AccountDecider accounts = new AccountDecider(Specimens.ACCOUNT, Specimens.RULES);
    private final NumberDecider numbers = new NumberDecider(new PhoneNumber(Specimens.NUMBER), Specimens.RULES);
    private final AccountState account = Specimens.accountState();
    private final NumberState number = NumberDecider.hear(NumberState.EMPTY, Specimens.numberNamed(1));
    private final Optional<AccountEntry> entry = Optional.of(Specimens.accountEntry());
    private final Optional<PhoneEntry> line = Optional.of(Specimens.phoneEntry());

    /** A report is checked and normalised. */
    @Benchmark
    public Intake report() {
        return Specimens.REPORTS.decide(Specimens.report(), Specimens.NOW);
    }

    /** One more report names an account that three name already. */
    @Benchmark
    public Outcome<AccountState> account() {
        AccountState told = AccountDecider.hear(account, Specimens.accountNamed(4), Specimens.NOW);
        return accounts.settle(
                new AccountDecider.Known(account, entry),
                new AccountDecider.Known(told, entry),
                new NoMoney(),
                Specimens.OCCASION);
    }

    /** A second report names a number. */
    @Benchmark
    public Outcome<NumberState> number() {
        NumberState told = NumberDecider.hear(number, Specimens.numberNamed(2));
        return numbers.settle(
                new NumberDecider.Known(number, line), new NumberDecider.Known(told, line), Specimens.OCCASION);
    }
}
