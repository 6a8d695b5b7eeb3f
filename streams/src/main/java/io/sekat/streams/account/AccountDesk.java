package io.sekat.streams.account;

import io.sekat.config.SettingCatalogue;
import io.sekat.events.AccountEntry;
import io.sekat.events.AccountMessage;
import io.sekat.events.FreezeResponse;
import io.sekat.events.FundTransfer;
import io.sekat.events.ParticipantKind;
import io.sekat.identifiers.AccountId;
import io.sekat.streams.AnswersRead;
import io.sekat.streams.Deadlines;
import io.sekat.streams.Environment;
import io.sekat.streams.KeptEvents;
import io.sekat.streams.Outlets;
import io.sekat.streams.Participants;
import io.sekat.streams.PublicIndex;
import io.sekat.streams.RecentStore;
import io.sekat.streams.Rounds;
import io.sekat.streams.StoreNames;
import io.sekat.streams.Unasked;
import io.sekat.streams.core.Effect;
import io.sekat.streams.core.Occasion;
import io.sekat.streams.core.Outcome;
import io.sekat.streams.core.Rules;
import io.sekat.streams.core.account.AccountDecider;
import io.sekat.streams.core.account.AccountDecider.Known;
import io.sekat.streams.core.account.AccountState;
import io.sekat.streams.core.account.AnswerRule;
import io.sekat.streams.core.account.DeadlineRule;
import io.sekat.streams.core.account.PublicCount;
import io.sekat.streams.core.account.ReturnRule;
import io.sekat.streams.core.trail.TrailRoot;
import io.sekat.topics.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Where the stores of accounts and the rules meet; the processors of a task work at the same one. */
final class AccountDesk {
    /** Accounts whose state is at hand: more than one hears of, and is told of, within a moment. */
    private static final int RECENT = 1_000;

    private final ProcessorContext<String, SpecificRecord> context;
    private final Outlets outlets;
    private final Rules rules;
    private final Participants participants;
    private final KeyValueStore<String, byte[]> directory;
    private final RecentStore<AccountState> states;
    private final KeyValueStore<Bytes, byte[]> books;
    private final UnsettledAccounts unsettled;
    /** Those of which all were told in this round. */
    private final Set<String> settled = new HashSet<>();

    private final Rounds rounds;
    private final Deadlines deadlines;
    private final Unasked unasked;
    private final PublicIndex reported;
    private final AnswersRead answers;
    private final TopicPartition responses;
    private final TransferStore transfers;
    private final NewestTime newest;
    private final KeptLimits limits;
    private final KeptEvents<AccountEntry> entries;

    AccountDesk(ProcessorContext<String, SpecificRecord> context, Outlets outlets, Environment environment) {
        this.context = context;
        this.outlets = outlets;
        this.rules = environment.rules();
        this.participants = new Participants(
                context.getStateStore(StoreNames.PARTICIPANTS), rules.respondWithin(), environment.changes());
        this.directory = context.getStateStore(StoreNames.ACCOUNT_DIRECTORY);
        this.states = new RecentStore<>(context.getStateStore(StoreNames.ACCOUNT_STATE), RECENT);
        this.books = context.getStateStore(StoreNames.ACCOUNT_BOOKS);
        this.unsettled = new UnsettledAccounts(context.getStateStore(StoreNames.UNSETTLED_ACCOUNTS));
        this.rounds = new Rounds(context, environment.settings().get(SettingCatalogue.COMMIT_INTERVAL), now -> {
            settle();
            return false;
        });
        this.deadlines = new Deadlines(context.getStateStore(StoreNames.ACCOUNT_DEADLINES));
        this.unasked = new Unasked(context.getStateStore(StoreNames.UNASKED_ACCOUNTS), environment.changes());
        this.reported = new PublicIndex(context.getStateStore(StoreNames.REPORTED_ACCOUNTS));
        this.answers = environment.answers();
        this.responses = new TopicPartition(
                Topics.FREEZE_RESPONSES.name(), context.taskId().partition());
        this.newest = new NewestTime(books);
        this.limits = new KeptLimits(books, rules.limits());
        this.transfers = new TransferStore(
                context.getStateStore(StoreNames.ACCOUNT_TRANSFERS),
                new KeptEvents<>(environment.serdes(), Topics.FUND_TRANSFERS));
        this.entries = new KeptEvents<>(environment.serdes(), Topics.BANK_ACCOUNTS);
        if (!unsettled.isEmpty()) {
            rounds.begin();
        }
    }

    /** Transfers before this time are not kept any more, UTC. */
    Instant keepsFrom() {
        return newest.get().minus(rules.retention());
    }

    /** Takes in what an account is told. */
    void hear(AccountId account, AccountMessage message) {
        AccountState known = state(account).orElse(AccountState.EMPTY);
        AccountVisit visit = visit(account, known, message.getCausedAt());
        visit.hear(message);
        keep(account, known, visit, message.getCausedAt());
    }

    /**
     * Takes in a transfer: one look at whether the account has a book, and one append where it has none.
     *
     * @param event its bytes as they came
     * @param offset its place in the order of arrival
     */
    void transfer(AccountId debtor, FundTransfer transfer, byte[] event, long offset, Instant appendedAt) {
        newest.see(transfer.getSettledAt());
        AccountState known = state(debtor).orElse(AccountState.EMPTY);
        if (known.indexed()) {
            AccountVisit visit = visit(debtor, known, appendedAt);
            visit.transfer(transfer);
            keep(debtor, known, visit, appendedAt);
            return;
        }
        transfers.add(transfer, event, offset, debtor);
        if (Sampling.takes(transfer) && transfers.hasMany(debtor)) {
            AccountVisit visit = visit(debtor, known, appendedAt);
            visit.index();
            states.put(debtor.toString(), visit.state()); // nothing else changed, so nobody is told
        }
    }

    /**
     * Takes in what the bank answers.
     *
     * @throws io.sekat.streams.core.Refused when it answers what was never asked; nothing was kept then
     */
    void answer(AccountId account, FreezeResponse response, Instant appendedAt) {
        AccountState known = state(account).orElse(AccountState.EMPTY);
        if (ReturnRule.isAnswer(known, response)) {
            AccountVisit visit = visit(account, known, appendedAt);
            visit.answer(response);
            keep(account, known, visit, appendedAt);
            return;
        }
        change(
                account,
                known,
                AnswerRule.answered(account, known, response, occasion(account, appendedAt)),
                appendedAt);
    }

    /**
     * Does what is due: escalates deadlines that passed unanswered, ends holds that ran out, and asks banks that take part by
     * now.
     */
    void look(Instant now) {
        limits.keep();
        unasked.takeThoseWhoCanBeAsked(account -> takesPart(AccountId.parse(account)))
                .forEach(subject -> {
                    AccountId account = AccountId.parse(subject);
                    Unsettled note = unsettled.get(subject);
                    AccountState known = state(account).orElse(AccountState.EMPTY);
                    settle(subject, note != null ? note : new Unsettled(known, directory.get(subject), now, List.of()));
                });
        Instant read = answers.upTo(responses, now);
        for (String subject : deadlines.due(read)) {
            AccountId account = AccountId.parse(subject);
            // First what was not told yet: an order to hold for longer, or more stolen money, moves the end.
            Unsettled note = unsettled.get(subject);
            if (note != null) {
                settle(subject, note);
            }
            AccountState known = state(account).orElse(AccountState.EMPTY);
            List<Effect> effects = new ArrayList<>();
            AccountState elapsed = DeadlineRule.elapsed(account, known, read, now, effects);
            outlets.forward(context, effects); // what was owed, before what ends it
            change(account, known, elapsed, now);
        }
        if (deadlines.isDue(now)) {
            answers.find(responses);
        }
    }

    private void change(AccountId account, AccountState known, AccountState changed, Instant causedAt) {
        AccountState kept = timed(account, changed);
        if (!kept.equals(known)) {
            changed(account, new Unsettled(known, directory.get(account.toString()), causedAt, List.of()), kept);
        }
    }

    /** The same with its entry in the index of deadlines brought up to date. */
    private AccountState timed(AccountId account, AccountState state) {
        Instant from = state.followUp().timerAt();
        Instant to = DeadlineRule.next(state).orElse(null);
        deadlines.move(account.toString(), from, to);
        return state.withFollowUp(state.followUp().withTimer(to));
    }

    /**
     * Replaces a directory entry.
     *
     * @param entry its bytes as they came; null: it is removed
     */
    void enter(AccountId account, byte @Nullable [] entry, Instant appendedAt) {
        String key = account.toString();
        Optional<Unsettled> note = states.get(key)
                .map(known -> new Unsettled(known, directory.get(key), appendedAt, List.of()))
                .filter(before -> !Arrays.equals(entry, before.entry()));
        if (entry == null) {
            directory.delete(key);
        } else {
            directory.put(key, entry);
        }
        note.ifPresent(before -> changed(account, before, before.before()));
    }

    private AccountVisit visit(AccountId account, AccountState known, Instant causedAt) {
        return new AccountVisit(
                account,
                known,
                new Book(books, account),
                new Trails(books, account, rules.maxAccounts()),
                rules,
                () -> transfers.arrived(account),
                causedAt,
                now());
    }

    private Occasion occasion(AccountId account, Instant causedAt) {
        return new Occasion(
                causedAt, now(), takesPart(account), bank -> participants.respondWithin(bank, ParticipantKind.BANK));
    }

    private Instant now() {
        return Instant.ofEpochMilli(context.currentSystemTimeMs());
    }

    private void keep(AccountId account, AccountState known, AccountVisit visit, Instant causedAt) {
        outlets.forward(context, visit.effects());
        if (!visit.state().equals(known) || !visit.moved().isEmpty()) {
            byte[] entry = directory.get(account.toString());
            changed(account, new Unsettled(known, entry, causedAt, List.copyOf(visit.moved())), visit.state());
        }
    }

    /**
     * Something changed. All are told at once; but what else changes at the account in this round they are told together
     * at its end, as each telling looks at all that is known of the account. Nor is it at once where stolen money is held:
     * what a transfer carries no more and what another carries in its place come one after the other, and in between the
     * bank would be asked to let go.
     *
     * @param before as it was
     * @param state as it is
     */
    private void changed(AccountId account, Unsettled before, AccountState state) {
        rounds.begin();
        String key = account.toString();
        boolean isOther = !state.equals(before.before());
        if (isOther && !before.before().stolen().hasLots() && unsettled.get(key) == null && settled.add(key)) {
            try {
                settle(account, before, before.before(), state);
            } catch (IllegalArgumentException | ArithmeticException e) {
                // What the record changed is kept already: it is not the one to be rejected for this.
                throw new IllegalStateException("cannot tell what changed at account " + account, e);
            }
            return;
        }
        if (isOther) {
            states.put(key, state);
        }
        Unsettled noted = unsettled.get(key);
        if (noted == null) {
            unsettled.put(key, before);
        } else if (noted.lacks(before.moved())) {
            unsettled.put(key, noted.with(before.moved()));
        }
    }

    /** Nothing is done at this desk any more: its task begins anew, at another. */
    void leave() {
        rounds.stop();
    }

    /** Tells everybody concerned what has changed since they were told last. A round ends with it. */
    private void settle() {
        unsettled.forEach(this::settle);
        settled.clear();
    }

    private void settle(String key, Unsettled note) {
        AccountId account = AccountId.parse(key);
        AccountState state = state(account).orElse(AccountState.EMPTY);
        settle(account, note, state, state);
        unsettled.remove(key);
    }

    private void settle(AccountId account, Unsettled note, AccountState stored, AccountState state) {
        String key = account.toString();
        Occasion occasion = occasion(account, note.causedAt());
        Optional<AccountEntry> entryBefore = entry(account, note.entry());
        Optional<AccountEntry> entryNow = entry(account, directory.get(key));
        reported.note(key, PublicCount.of(note.before(), entryBefore), PublicCount.of(state, entryNow), occasion.now());
        BookMoney money = new BookMoney(account, books, rules, note.moved());
        Outcome<AccountState> outcome = new AccountDecider(account, rules)
                .settle(new Known(note.before(), entryBefore), new Known(state, entryNow), money.of(state), occasion);
        Set<TrailRoot> marked = new LinkedHashSet<>();
        Book book = new Book(books, account);
        AccountState markedState = new Marks(book).update(outcome.state(), marked);
        List<Effect> returns = new ArrayList<>();
        AccountState told = timed(account, askForReturns(account, markedState, book, occasion, returns));
        if (!told.equals(stored)) {
            states.put(key, told);
        }
        if (told.openReview().isPresent() && !occasion.takesPart()) {
            unasked.add(key);
        } else if (note.before().openReview().isPresent()) {
            unasked.remove(key);
        }
        outlets.forward(context, outcome.effects());
        outlets.forward(context, returns);
        outlets.forward(context, money.steps(marked, note.causedAt()));
    }

    private boolean takesPart(AccountId account) {
        return participants.takesPart(account.bank().value(), ParticipantKind.BANK);
    }

    private static AccountState askForReturns(
            AccountId account, AccountState state, Book book, Occasion occasion, List<Effect> effects) {
        if (state.returns().isEmpty()) {
            return state;
        }
        Map<TrailRoot, Long> confirmed = new HashMap<>();
        book.marks().forEach((root, mark) -> confirmed.put(root, mark.confirmed()));
        return ReturnRule.ask(account, state, confirmed, book::share, book::hasCome, occasion, effects);
    }

    /** What is known of an account; empty when nothing touched it and its transfers are few. */
    private Optional<AccountState> state(AccountId account) {
        return states.get(account.toString());
    }

    private Optional<AccountEntry> entry(AccountId account, byte @Nullable [] bytes) {
        return Optional.ofNullable(bytes).map(present -> entries.read(account.toString(), present));
    }
}
