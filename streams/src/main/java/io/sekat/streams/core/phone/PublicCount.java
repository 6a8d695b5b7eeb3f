package io.sekat.streams.core.phone;

import io.sekat.events.DirectiveKind;
import io.sekat.events.PhoneEntry;
import io.sekat.streams.core.Naming;
import java.time.Instant;
import java.util.Optional;

/**
 * How many people the public may be told of who reported a number (docs/decisions/0023). Reports from before its present
 * subscriber got it do not count.
 */
public final class PublicCount {
    private PublicCount() {}

    /**
     * Counts distinct victims.
     *
     * @param state what is known of the number
     * @param entry its directory entry; empty: not in the directory
     * @return none for a number that is protected or that a directive clears
     */
    public static int of(NumberState state, Optional<PhoneEntry> entry) {
        boolean isCleared = state.ordered().equals(Optional.of(DirectiveKind.RELEASE));
        boolean isProtected = entry.filter(PhoneEntry::getProtected$).isPresent();
        if (isCleared || isProtected) {
            return 0;
        }
        Instant activatedAt = entry.map(PhoneEntry::getActivatedAt).orElse(null);
        return Naming.victims(NumberRule.sinceActivation(state.namings().values(), activatedAt));
    }
}
