package io.sekat.consumers.alerts;

import io.sekat.events.Amount;
import io.sekat.events.BlockOutcome;
import io.sekat.events.BlockRequest;
import io.sekat.events.BlockResponse;
import io.sekat.events.FreezeAlert;
import io.sekat.events.FreezeOutcome;
import io.sekat.events.FreezeResponse;
import io.sekat.events.ReturnRequest;
import io.sekat.money.Money;
import io.sekat.topics.RecipientTopics;
import io.sekat.topics.Topics;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * What the library must know of a kind of alert.
 *
 * @param name for people and for programs, e.g. {@code freeze-alert}
 * @param topics the topics that it comes by
 * @param key its record key
 * @param subject what its revisions are counted over
 * @param alertId its identifier
 * @param revision its revision
 * @param outcomes what can be answered to it
 * @param form makes an answer to it an event
 * @param <V> FreezeAlert, ReturnRequest or BlockRequest
 */
public record AlertKind<V extends SpecificRecord>(
        String name,
        RecipientTopics<V> topics,
        Function<V, String> key,
        Function<V, String> subject,
        Function<V, String> alertId,
        ToLongFunction<V> revision,
        Set<Outcome> outcomes,
        Form<V> form) {

    /** What banks are asked about their accounts. */
    public static final AlertKind<FreezeAlert> FREEZE = new AlertKind<>(
            "freeze-alert",
            Topics.FREEZE_ALERTS,
            alert -> alert.getBank() + ":" + alert.getAccount(),
            alert -> alert.getBank() + ":" + alert.getAccount(),
            FreezeAlert::getAlertId,
            FreezeAlert::getRevision,
            EnumSet.of(
                    Outcome.HELD,
                    Outcome.PARTLY_HELD,
                    Outcome.NO_FUNDS,
                    Outcome.ALREADY_CLOSED,
                    Outcome.REFUSED,
                    Outcome.RELEASED),
            (alert, answer, at) -> ofBank(
                    withSums(answer, alert),
                    at,
                    alert.getAlertId(),
                    alert.getRevision(),
                    alert.getBank(),
                    alert.getAccount()));

    /** What banks are asked to give back. An account has one for each payment whose money is in it. */
    public static final AlertKind<ReturnRequest> RETURN = new AlertKind<>(
            "return-request",
            Topics.RETURN_REQUESTS,
            request -> request.getBank() + ":" + request.getAccount(),
            ReturnRequest::getRequestId,
            ReturnRequest::getRequestId,
            ReturnRequest::getRevision,
            EnumSet.of(Outcome.RETURNED, Outcome.NO_FUNDS, Outcome.ALREADY_CLOSED, Outcome.REFUSED),
            (request, answer, at) -> ofBank(
                    answer,
                    at,
                    request.getRequestId(),
                    request.getRevision(),
                    request.getBank(),
                    request.getAccount()));

    /** What operators are asked. */
    public static final AlertKind<BlockRequest> BLOCK = new AlertKind<>(
            "block-request",
            Topics.BLOCK_REQUESTS,
            BlockRequest::getPhoneNumber,
            BlockRequest::getPhoneNumber,
            BlockRequest::getAlertId,
            BlockRequest::getRevision,
            EnumSet.of(Outcome.BLOCKED, Outcome.REFUSED, Outcome.UNBLOCKED),
            (request, answer, at) -> ofOperator(
                    answer,
                    at,
                    request.getAlertId(),
                    request.getRevision(),
                    request.getOperator(),
                    request.getPhoneNumber()));

    public AlertKind {
        outcomes = Collections.unmodifiableSet(EnumSet.copyOf(outcomes));
    }

    /** Makes an answer an event. */
    @FunctionalInterface
    public interface Form<V> {
        /**
         * The event.
         *
         * @param at when it was done, UTC
         */
        Reply<?> reply(V alert, Answer.Given answer, Instant at);
    }

    /** The same for the same alert and revision, however often it is delivered. */
    public String idempotencyKey(V alert) {
        return alertId.apply(alert) + ":" + revisionOf(alert);
    }

    /**
     * An answer as an event.
     *
     * @param at when it was done, UTC
     * @throws IllegalArgumentException when the answer is none to this kind of alert
     */
    public Reply<?> reply(V alert, Answer.Given answer, Instant at) {
        check(answer.outcome());
        return form.reply(alert, answer, at);
    }

    /**
     * Checks that an outcome can be answered to this kind of alert.
     *
     * @throws IllegalArgumentException when it cannot
     */
    public void check(Outcome outcome) {
        if (!outcomes.contains(outcome)) {
            throw new IllegalArgumentException(
                    outcome + " is no answer to a " + name.replace('-', ' ') + ": expected one of " + outcomes);
        }
    }

    long revisionOf(V alert) {
        return revision.applyAsLong(alert);
    }

    /** A bank's answer as an event. */
    public static Reply<FreezeResponse> ofBank(
            Answer.Given answer, Instant at, String alertId, long revision, String bank, String account) {
        FreezeResponse response = FreezeResponse.newBuilder()
                .setAlertId(alertId)
                .setRevision(revision)
                .setBank(bank)
                .setAccount(account)
                .setOutcome(FreezeOutcome.valueOf(answer.outcome().name()))
                .setHeld(answer.held().stream()
                        .map(sum -> new Amount(sum.currency(), sum.minor()))
                        .toList())
                .setReason(answer.reason())
                .setTransferRef(reference(answer))
                .setRespondedAt(at)
                .build();
        return new Reply<>(Topics.FREEZE_RESPONSES, bank + ":" + account, response);
    }

    /** An operator's answer as an event. */
    public static Reply<BlockResponse> ofOperator(
            Answer.Given answer, Instant at, String alertId, long revision, String operator, String phoneNumber) {
        BlockResponse response = BlockResponse.newBuilder()
                .setAlertId(alertId)
                .setRevision(revision)
                .setOperator(operator)
                .setPhoneNumber(phoneNumber)
                .setOutcome(BlockOutcome.valueOf(answer.outcome().name()))
                .setReason(answer.reason())
                .setRespondedAt(at)
                .build();
        return new Reply<>(Topics.BLOCK_RESPONSES, phoneNumber, response);
    }

    /** HELD without sums means those of the revision that is answered; Sekat knows those of the newest only. */
    private static Answer.Given withSums(Answer.Given answer, FreezeAlert alert) {
        if (answer.outcome() != Outcome.HELD || !answer.held().isEmpty()) {
            return answer;
        }
        List<Money> asked = alert.getHold().stream()
                .map(sum -> new Money(sum.getCurrency(), sum.getMinor()))
                .toList();
        return new Answer.Given(Outcome.HELD, asked, answer.reason(), null);
    }

    private static @Nullable String reference(Answer.Given answer) {
        return answer.transferRef() == null ? null : answer.transferRef().value();
    }
}
