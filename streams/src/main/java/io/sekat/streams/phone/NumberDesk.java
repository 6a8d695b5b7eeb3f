package io.sekat.streams.phone;

import io.sekat.events.BlockResponse;
import io.sekat.events.ParticipantKind;
import io.sekat.events.PhoneEntry;
import io.sekat.identifiers.PhoneNumber;
import io.sekat.streams.AnswersRead;
import io.sekat.streams.Deadlines;
import io.sekat.streams.Environment;
import io.sekat.streams.KeptEvents;
import io.sekat.streams.Outlets;
import io.sekat.streams.Participants;
import io.sekat.streams.PublicIndex;
import io.sekat.streams.StoreNames;
import io.sekat.streams.Unasked;
import io.sekat.streams.core.Effect;
import io.sekat.streams.core.Occasion;
import io.sekat.streams.core.Outcome;
import io.sekat.streams.core.Rules;
import io.sekat.streams.core.phone.AnswerRule;
import io.sekat.streams.core.phone.DeadlineRule;
import io.sekat.streams.core.phone.NumberDecider;
import io.sekat.streams.core.phone.NumberDecider.Known;
import io.sekat.streams.core.phone.NumberState;
import io.sekat.streams.core.phone.PublicCount;
import io.sekat.topics.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;

/** Where the stores of numbers and the rules meet; both processors of the sub-topology work at it. */
final class NumberDesk {
    private final ProcessorContext<String, SpecificRecord> context;
    private final Outlets outlets;
    private final Rules rules;
    private final Participants participants;
    private final KeyValueStore<String, byte[]> directory;
    private final KeyValueStore<String, NumberState> states;
    private final Deadlines deadlines;
    private final Unasked unasked;
    private final PublicIndex reported;
    private final AnswersRead answers;
    private final TopicPartition responses;
    private final KeptEvents<PhoneEntry> entries;

    NumberDesk(ProcessorContext<String, SpecificRecord> context, Outlets outlets, Environment environment) {
        this.context = context;
        this.outlets = outlets;
        this.rules = environment.rules();
        this.participants = new Participants(
                context.getStateStore(StoreNames.PARTICIPANTS), rules.respondWithin(), environment.changes());
        this.directory = context.getStateStore(StoreNames.NUMBER_DIRECTORY);
        this.states = context.getStateStore(StoreNames.NUMBER_STATE);
        this.deadlines = new Deadlines(context.getStateStore(StoreNames.NUMBER_DEADLINES));
        this.unasked = new Unasked(context.getStateStore(StoreNames.UNASKED_NUMBERS), environment.changes());
        this.reported = new PublicIndex(context.getStateStore(StoreNames.REPORTED_NUMBERS));
        this.answers = environment.answers();
        this.responses = new TopicPartition(
                Topics.BLOCK_RESPONSES.name(), context.taskId().partition());
        this.entries = new KeptEvents<>(environment.serdes(), Topics.PHONE_NUMBERS);
    }

    /** What is known of a number; empty when neither a report nor a directive named it. */
    Optional<NumberState> state(PhoneNumber number) {
        return Optional.ofNullable(states.get(number.e164()));
    }

    /** Its directory entry; empty: not in the directory. */
    Optional<PhoneEntry> entry(PhoneNumber number) {
        return Optional.ofNullable(directory.get(number.e164())).map(bytes -> entries.read(number.e164(), bytes));
    }

    /** Replaces its directory entry. */
    void putEntry(PhoneNumber number, byte[] entry) {
        directory.put(number.e164(), entry);
    }

    /** Removes its directory entry. */
    void removeEntry(PhoneNumber number) {
        directory.delete(number.e164());
    }

    /** Keeps what is known now, and tells everybody concerned what has changed. */
    void settle(PhoneNumber number, Known before, Known after, Instant causedAt) {
        Occasion occasion = occasion(after.entry(), causedAt);
        Outcome<NumberState> outcome = new NumberDecider(number, rules).settle(before, after, occasion);
        NumberState told = timed(number, outcome.state());
        if (!told.equals(before.state())) {
            states.put(number.e164(), told);
        }
        if (told.openReview().isPresent() && !occasion.takesPart()) {
            unasked.add(number.e164());
        } else if (before.state().openReview().isPresent()) {
            unasked.remove(number.e164());
        }
        reported.note(
                number.e164(),
                PublicCount.of(before.state(), before.entry()),
                PublicCount.of(after.state(), after.entry()),
                occasion.now());
        outlets.forward(context, outcome.effects());
    }

    private Occasion occasion(Optional<PhoneEntry> entry, Instant causedAt) {
        return new Occasion(
                causedAt,
                Instant.ofEpochMilli(context.currentSystemTimeMs()),
                takesPart(entry),
                operator -> participants.respondWithin(operator, ParticipantKind.OPERATOR));
    }

    /**
     * Takes in what an operator answers.
     *
     * @throws io.sekat.streams.core.Refused when it answers what that operator was never asked; nothing was kept then
     */
    void answer(PhoneNumber number, BlockResponse response, Instant appendedAt) {
        NumberState known = state(number).orElse(NumberState.EMPTY);
        Optional<PhoneEntry> entry = entry(number);
        Occasion occasion = occasion(entry, appendedAt);
        change(number, entry, known, AnswerRule.answered(number, known, response, occasion), appendedAt);
    }

    /** Escalates deadlines that passed unanswered, and asks operators that take part by now. */
    void look(Instant now) {
        unasked.takeThoseWhoCanBeAsked(number -> takesPart(entry(new PhoneNumber(number))))
                .forEach(subject -> {
                    PhoneNumber number = new PhoneNumber(subject);
                    Known known = new Known(state(number).orElse(NumberState.EMPTY), entry(number));
                    settle(number, known, known, now);
                });
        Instant read = answers.upTo(responses, now);
        for (String subject : deadlines.due(read)) {
            PhoneNumber number = new PhoneNumber(subject);
            NumberState known = state(number).orElse(NumberState.EMPTY);
            List<Effect> effects = new ArrayList<>();
            NumberState elapsed = DeadlineRule.elapsed(number, known, read, now, effects);
            outlets.forward(context, effects); // what was owed, before what ends it
            change(number, entry(number), known, elapsed, now);
        }
        if (deadlines.isDue(now)) {
            answers.find(responses);
        }
    }

    private boolean takesPart(Optional<PhoneEntry> entry) {
        return entry.filter(line -> participants.takesPart(line.getOperator(), ParticipantKind.OPERATOR))
                .isPresent();
    }

    private void change(
            PhoneNumber number, Optional<PhoneEntry> entry, NumberState known, NumberState changed, Instant causedAt) {
        if (!changed.equals(known)) {
            settle(number, new Known(known, entry), new Known(changed, entry), causedAt);
        }
    }

    /** The same with its entry in the index of deadlines brought up to date. */
    private NumberState timed(PhoneNumber number, NumberState state) {
        Instant from = state.followUp().timerAt();
        Instant to = DeadlineRule.next(state).orElse(null);
        deadlines.move(number.e164(), from, to);
        return state.withFollowUp(state.followUp().withTimer(to));
    }
}
