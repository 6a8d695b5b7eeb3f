package io.sekat.streams.account;

import io.sekat.events.AccountEntry;
import io.sekat.events.AccountMessage;
import io.sekat.events.FreezeResponse;
import io.sekat.events.FundTransfer;
import io.sekat.events.ParticipantKind;
import io.sekat.identifiers.AccountId;
import io.sekat.serdes.Incoming;
import io.sekat.streams.AnswersRead;
import io.sekat.streams.Deadlines;
import io.sekat.streams.Environment;
import io.sekat.streams.Outlets;
import io.sekat.streams.Participants;
import io.sekat.streams.PublicIndex;
import io.sekat.streams.StoreNames;
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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Where the stores of accounts and the rules meet; the three processors of the sub-topology work at it. */
final class AccountDesk {
    private final ProcessorContext<String, SpecificRecord> context;
    private final Outlets outlets;
    private final Rules rules;
    private final Participants participants;
    private final KeyValueStore<String, byte[]> directory;
    private final KeyValueStore<String, AccountState> states;
    private final KeyValueStore<Bytes, byte[]> books;
    private final KeyValueStore<String, Unsettled> unsettled;
    private final Deadlines deadlines;
    private final PublicIndex reported;
    private final AnswersRead answers;
    private final TopicPartition responses;
    private final TransferStore transfers;
    private final NewestTime newest;
    private final KeptLimits limits;
    private final Deserializer<Incoming<AccountEntry>> entries;

    AccountDesk(ProcessorContext<String, SpecificRecord> context, Outlets outlets, Environment environment) {
        this.context = context;
        this.outlets = outlets;
        this.rules = environment.rules();
        this.participants = new Participants(context.getStateStore(StoreNames.PARTICIPANTS), rules.respondWithin());
        this.directory = context.getStateStore(StoreNames.ACCOUNT_DIRECTORY);
        this.states = context.getStateStore(StoreNames.ACCOUNT_STATE);
        this.books = context.getStateStore(StoreNames.ACCOUNT_BOOKS);
        this.unsettled = context.getStateStore(StoreNames.UNSETTLED_ACCOUNTS);
        this.deadlines = new Deadlines(context.getStateStore(StoreNames.ACCOUNT_DEADLINES));
        this.reported = new PublicIndex(context.getStateStore(StoreNames.REPORTED_ACCOUNTS));
        this.answers = environment.answers();
        this.responses = new TopicPartition(
                Topics.FREEZE_RESPONSES.name(), context.taskId().partition());
        this.newest = new NewestTime(books);
        this.limits = new KeptLimits(books, rules.limits());
        this.transfers = new TransferStore(
                context.getStateStore(StoreNames.ACCOUNT_TRANSFERS),
                environment.serdes().incoming(FundTransfer.class));
        this.entries = environment.serdes().incoming(AccountEntry.class);
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
        change(account, known, AnswerRule.answered(account, known, response, appendedAt), appendedAt);
    }

    /** Does what is due: escalates deadlines that passed unanswered, and ends holds that ran out. */
    void look(Instant now) {
        limits.keep();
        Instant read = answers.upTo(responses, now);
        for (String subject : deadlines.due(read)) {
            AccountId account = AccountId.parse(subject);
            // First what came since the last commit: an order to hold for longer, or more stolen money, moves the end.
            Unsettled note = unsettled.get(subject);
            if (note != null) {
                settle(subject, note);
            }
            AccountState known = state(account).orElse(AccountState.EMPTY);
            List<Effect> effects = new ArrayList<>();
            change(account, known, DeadlineRule.elapsed(account, known, read, now, effects), now);
            outlets.forward(context, effects);
        }
        if (deadlines.isDue(now)) {
            answers.find(responses);
        }
    }

    private void change(AccountId account, AccountState known, AccountState changed, Instant causedAt) {
        AccountState kept = timed(account, changed);
        if (!kept.equals(known)) {
            states.put(account.toString(), kept);
            unsettle(account, known, Set.of(), causedAt);
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
        AccountState known = states.get(key);
        if (known != null && !Arrays.equals(entry, directory.get(key))) {
            unsettle(account, known, Set.of(), appendedAt);
        }
        if (entry == null) {
            directory.delete(key);
        } else {
            directory.put(key, entry);
        }
    }

    private AccountVisit visit(AccountId account, AccountState known, Instant causedAt) {
        return new AccountVisit(
                account,
                known,
                new Book(books, account),
                new Trails(books, account, rules.maxAccounts()),
                rules,
                () -> transfers.arrived(account),
                causedAt);
    }

    private void keep(AccountId account, AccountState known, AccountVisit visit, Instant causedAt) {
        boolean isOther = !visit.state().equals(known);
        if (isOther) {
            states.put(account.toString(), visit.state());
        }
        if (isOther || !visit.moved().isEmpty()) {
            unsettle(account, known, visit.moved(), causedAt);
        }
        outlets.forward(context, visit.effects());
    }

    /** Notes that something changed, with what was known before: all are told once, for all events of a commit. */
    private void unsettle(AccountId account, AccountState before, Set<TrailRoot> moved, Instant causedAt) {
        String key = account.toString();
        Unsettled noted = unsettled.get(key);
        if (noted == null) {
            unsettled.put(key, new Unsettled(before, directory.get(key), causedAt, List.copyOf(moved)));
        } else if (noted.lacks(moved)) {
            unsettled.put(key, noted.with(moved));
        }
    }

    /** Tells everybody concerned what has changed since they were told last. */
    void settle() {
        List<KeyValue<String, Unsettled>> all = new ArrayList<>();
        try (KeyValueIterator<String, Unsettled> notes = unsettled.all()) {
            notes.forEachRemaining(all::add);
        }
        all.forEach(note -> settle(note.key, note.value));
    }

    private void settle(String key, Unsettled note) {
        AccountId account = AccountId.parse(key);
        AccountState state = state(account).orElse(AccountState.EMPTY);
        Occasion occasion = new Occasion(
                note.causedAt(),
                Instant.ofEpochMilli(context.currentSystemTimeMs()),
                participants.respondWithin(account.bank().value(), ParticipantKind.BANK));
        Optional<AccountEntry> entryBefore = entry(note.entry());
        Optional<AccountEntry> entryNow = entry(directory.get(key));
        reported.note(key, PublicCount.of(note.before(), entryBefore), PublicCount.of(state, entryNow), occasion.now());
        BookMoney money = new BookMoney(account, books, rules, note.moved());
        Outcome<AccountState> outcome = new AccountDecider(account, rules)
                .settle(new Known(note.before(), entryBefore), new Known(state, entryNow), money.of(state), occasion);
        Set<TrailRoot> marked = new LinkedHashSet<>();
        Book book = new Book(books, account);
        AccountState markedState = new Marks(book).update(outcome.state(), marked);
        List<Effect> returns = new ArrayList<>();
        AccountState told = timed(account, askForReturns(account, markedState, book, occasion, returns));
        if (!told.equals(state)) {
            states.put(key, told);
        }
        outlets.forward(context, outcome.effects());
        outlets.forward(context, returns);
        outlets.forward(context, money.steps(marked, note.causedAt()));
        unsettled.delete(key);
    }

    private static AccountState askForReturns(
            AccountId account, AccountState state, Book book, Occasion occasion, List<Effect> effects) {
        if (state.returns().isEmpty()) {
            return state;
        }
        Map<TrailRoot, Long> confirmed = new HashMap<>();
        book.marks().forEach((root, mark) -> confirmed.put(root, mark.confirmed()));
        return ReturnRule.ask(
                account, state, confirmed, root -> book.share(root).currency(), book::hasCome, occasion, effects);
    }

    /** What is known of an account; empty when nothing touched it and its transfers are few. */
    private Optional<AccountState> state(AccountId account) {
        return Optional.ofNullable(states.get(account.toString()));
    }

    private Optional<AccountEntry> entry(byte @Nullable [] bytes) {
        return Optional.ofNullable(bytes)
                .flatMap(present -> entries.deserialize(Topics.BANK_ACCOUNTS.name(), present)
                        .ifRead());
    }
}
