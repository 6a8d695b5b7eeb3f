package io.sekat.producers.feeds;

import io.sekat.events.FundTransfer;
import io.sekat.events.RejectReason;
import io.sekat.events.TransferStatus;
import io.sekat.identifiers.AccountId;
import io.sekat.money.Money;
import io.sekat.producers.values.BadValue;
import io.sekat.producers.values.Typed;
import io.sekat.topics.Topic;
import io.sekat.topics.Topics;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of the payment network's settled transfers; one without a creditor left as cash. */
final class TransferRows implements RowReader<FundTransfer> {
    private static final Words<TransferStatus> STATUSES = Words.of(TransferStatus.SETTLED, TransferStatus.RETURNED);

    @Override
    public Topic<FundTransfer> topic() {
        return Topics.FUND_TRANSFERS;
    }

    @Override
    public List<String> columns() {
        return List.of(
                "transfer_ref",
                "debtor_bank",
                "debtor_account",
                "creditor_bank",
                "creditor_account",
                "amount",
                "currency",
                "channel",
                "settled_at",
                "status");
    }

    @Override
    public String key(Row row) throws BadValue {
        return row.account("debtor_bank", "debtor_account").toString();
    }

    @Override
    public FundTransfer value(Row row) throws BadValue {
        String reference = row.required("transfer_ref", RejectReason.BAD_IDENTIFIER, "the network's reference");
        AccountId debtor = row.account("debtor_bank", "debtor_account");
        @Nullable AccountId creditor = creditor(row);
        Money amount = amount(row);
        return new FundTransfer(
                reference,
                debtor.bank().value(),
                debtor.number(),
                creditor == null ? null : creditor.bank().value(),
                creditor == null ? null : creditor.number(),
                amount.minor(),
                amount.currency(),
                row.text("channel"),
                row.time("settled_at"),
                row.oneOf("status", STATUSES));
    }

    private static @Nullable AccountId creditor(Row row) throws BadValue {
        boolean cash = row.text("creditor_bank").isEmpty()
                && row.text("creditor_account").isEmpty();
        return cash ? null : row.account("creditor_bank", "creditor_account");
    }

    private static Money amount(Row row) throws BadValue {
        String text = row.text("amount");
        Money amount = Typed.money(text, row.text("currency"), Row.where("amount"));
        if (!amount.isPayable()) {
            throw BadValue.of(RejectReason.BAD_AMOUNT, Row.where("amount"), text, Money.PAYABLE);
        }
        return amount;
    }
}
