package io.sekat.streams.core.account;

import io.sekat.events.AccountEntry;
import io.sekat.events.DirectiveKind;
import io.sekat.streams.core.Naming;
import java.util.Optional;

/**
 * How many people the public may be told of who reported an account (docs/decisions/0023). Only reports count that name it:
 * what is held, followed or directed is not told, because the holder may be the one who asks.
 */
public final class PublicCount {
    private PublicCount() {}

    /**
     * Counts distinct victims.
     *
     * @param state what is known of the account
     * @param entry its directory entry; empty: not in the directory
     * @return none for an account that is protected or that a directive clears
     */
    public static int of(AccountState state, Optional<AccountEntry> entry) {
        boolean isCleared = state.ordered().equals(Optional.of(DirectiveKind.RELEASE));
        boolean isProtected = entry.filter(AccountEntry::getProtected$).isPresent();
        return isCleared || isProtected ? 0 : Naming.victims(state.namings().values());
    }
}
