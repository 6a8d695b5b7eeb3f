package io.sekat.streams.account;

import io.sekat.events.FundTransfer;
import io.sekat.events.RejectReason;
import io.sekat.events.TransferStatus;
import io.sekat.identifiers.AccountId;
import io.sekat.identifiers.TransferRef;
import io.sekat.money.Money;
import io.sekat.serdes.Incoming;
import io.sekat.streams.InputProcessor;
import io.sekat.streams.Outlets;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/** Takes transfers, the hot path: one append, one look at whether the account matters, nothing else for clean ones. */
final class TransferProcessor extends InputProcessor<FundTransfer> {
    /** A time further ahead is a mistake, and would make the store forget what is true: it expires by these times. */
    private static final Duration AHEAD = Duration.ofDays(1);

    private final AccountDesks desks;
    private @Nullable AccountDesk desk;

    TransferProcessor(Outlets outlets, AccountDesks desks) {
        super(outlets);
        this.desks = desks;
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        super.init(context);
        desk = desks.open(getClass(), context);
    }

    @Override
    protected String expectedKey() {
        return "the debtor's BIC:account";
    }

    @Override
    protected void accept(String key, FundTransfer transfer, Incoming<FundTransfer> incoming, Instant appendedAt) {
        AccountId debtor = AccountId.of(transfer.getDebtorBank(), transfer.getDebtorAccount());
        checkKey(key, debtor.toString());
        check(transfer, appendedAt);
        Instant oldest = desk().keepsFrom();
        if (transfer.getSettledAt().isBefore(oldest)) {
            throw new Unusable(
                    RejectReason.BAD_TIMESTAMP,
                    "settledAt " + transfer.getSettledAt() + " is too old: transfers are kept from " + oldest
                            + " on, which is transfer-retention before the newest of its partition");
        }
        long offset = context().recordMetadata().orElseThrow().offset();
        desk().transfer(debtor, transfer, Objects.requireNonNull(incoming.bytes()), offset, appendedAt);
    }

    private static void check(FundTransfer transfer, Instant appendedAt) {
        new TransferRef(transfer.getTransferRef());
        if (transfer.getStatus() == TransferStatus.UNKNOWN) {
            throw new Unusable(RejectReason.OTHER, "status is UNKNOWN: expected SETTLED or RETURNED");
        }
        Money amount = new Money(transfer.getCurrency(), transfer.getAmountMinor());
        if (!amount.isPayable()) {
            throw new Unusable(
                    RejectReason.BAD_AMOUNT, "amount " + amount + " is not valid: expected " + Money.PAYABLE);
        }
        if ((transfer.getCreditorBank() == null) != (transfer.getCreditorAccount() == null)) {
            throw new Unusable(
                    RejectReason.BAD_IDENTIFIER,
                    "creditor is incomplete: expected bank and account, or neither for cash");
        }
        if (transfer.getCreditorBank() != null && transfer.getCreditorAccount() != null) {
            AccountId.of(transfer.getCreditorBank(), transfer.getCreditorAccount());
        }
        Instant settledAt = transfer.getSettledAt();
        if (settledAt.isBefore(Instant.EPOCH) || settledAt.isAfter(appendedAt.plus(AHEAD))) {
            throw new Unusable(
                    RejectReason.BAD_TIMESTAMP,
                    "settledAt " + settledAt + " is not valid: expected a time from 1970 to a day after it came in");
        }
    }

    private AccountDesk desk() {
        return Objects.requireNonNull(desk, "init comes first");
    }
}
