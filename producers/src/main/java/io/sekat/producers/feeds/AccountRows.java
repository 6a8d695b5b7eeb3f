package io.sekat.producers.feeds;

import io.sekat.events.AccountEntry;
import io.sekat.events.AccountStatus;
import io.sekat.events.HolderType;
import io.sekat.identifiers.AccountId;
import io.sekat.producers.values.BadValue;
import io.sekat.topics.Topic;
import io.sekat.topics.Topics;
import java.util.List;

/** Rows of the banks' account directories. */
final class AccountRows implements RowReader<AccountEntry> {
    private static final Words<AccountStatus> STATUSES =
            Words.of(AccountStatus.ACTIVE, AccountStatus.DORMANT, AccountStatus.CLOSED);
    private static final Words<HolderType> HOLDER_TYPES =
            Words.of(HolderType.values()).also("", HolderType.UNKNOWN);

    @Override
    public Topic<AccountEntry> topic() {
        return Topics.BANK_ACCOUNTS;
    }

    @Override
    public List<String> columns() {
        return List.of("bank", "account", "status", "holder_token", "holder_type", "opened_at", "protected");
    }

    @Override
    public String key(Row row) throws BadValue {
        return row.account("bank", "account").toString();
    }

    @Override
    public AccountEntry value(Row row) throws BadValue {
        AccountId account = row.account("bank", "account");
        return new AccountEntry(
                account.bank().value(),
                account.number(),
                row.oneOf("status", STATUSES),
                row.optional("holder_token"),
                row.oneOf("holder_type", HOLDER_TYPES),
                row.optionalTime("opened_at"),
                row.truth("protected"));
    }
}
