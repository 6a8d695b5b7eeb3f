package io.sekat.streams.account;

import static io.sekat.streams.Samples.OCCASION;

import io.sekat.events.AccountEntry;
import io.sekat.events.AccountMessage;
import io.sekat.events.FundTransfer;
import io.sekat.identifiers.AccountId;
import io.sekat.streams.core.Effect;
import io.sekat.streams.core.Occasion;
import io.sekat.streams.core.Outcome;
import io.sekat.streams.core.Rules;
import io.sekat.streams.core.account.AccountDecider;
import io.sekat.streams.core.account.AccountDecider.Known;
import io.sekat.streams.core.account.AccountState;
import io.sekat.streams.core.trail.TrailRoot;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/** One account without a topology: each event is settled at once, so that a test sees all that it tells. */
public final class OneAccount {
    private final AccountId account;
    private final Rules rules;
    private final KeyValueStore<Bytes, byte[]> books =
            Stores.inMemoryKeyValueStore("books").get();
    private final List<FundTransfer> arrived = new ArrayList<>();
    private AccountState state = AccountState.EMPTY;
    private @Nullable AccountEntry entry;
    private Occasion occasion = OCCASION;

    public OneAccount(AccountId account, Rules rules) {
        this.account = account;
        this.rules = rules;
    }

    public AccountState state() {
        return state;
    }

    /** From now on, decisions are taken under these circumstances. */
    public void under(Occasion circumstances) {
        occasion = circumstances;
    }

    public List<Effect> tell(AccountMessage message) {
        AccountVisit visit = visit();
        visit.hear(message);
        return settle(visit);
    }

    public List<Effect> arrives(FundTransfer transfer) {
        arrived.add(transfer);
        if (!state.indexed()) {
            return List.of();
        }
        AccountVisit visit = visit();
        visit.transfer(transfer);
        return settle(visit);
    }

    public List<Effect> enter(AccountEntry present) {
        Known before = known(state);
        entry = present;
        return decided(before, state, Set.of());
    }

    private AccountVisit visit() {
        return new AccountVisit(
                account,
                state,
                new Book(books, account),
                new Trails(books, account, rules.maxAccounts()),
                rules,
                () -> arrived,
                occasion.causedAt(),
                occasion.now());
    }

    private List<Effect> settle(AccountVisit visit) {
        List<Effect> effects = new ArrayList<>(visit.effects());
        effects.addAll(decided(known(state), visit.state(), visit.moved()));
        return effects;
    }

    private List<Effect> decided(Known before, AccountState after, Set<TrailRoot> moved) {
        BookMoney money = new BookMoney(account, books, rules, List.copyOf(moved));
        Outcome<AccountState> outcome =
                new AccountDecider(account, rules).settle(before, known(after), money.of(after), occasion);
        Set<TrailRoot> marked = new LinkedHashSet<>();
        state = new Marks(new Book(books, account)).update(outcome.state(), marked);
        List<Effect> effects = new ArrayList<>(outcome.effects());
        effects.addAll(money.steps(marked, occasion.causedAt()));
        return effects;
    }

    private Known known(AccountState known) {
        return new Known(known, Optional.ofNullable(entry));
    }
}
