package io.sekat.streams.core.account;

import io.sekat.events.Directive;
import io.sekat.events.DirectiveKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What people ordered about an account.
 *
 * @param kind CONFIRM_FREEZE, RELEASE or DISMISS; UNKNOWN: it was ended by new ground
 * @param directiveId the directive that says so
 * @param issuedAt when it was given, UTC; a later one replaces it
 * @param until until when it holds, UTC; null: until further order
 */
public record Order(
        DirectiveKind kind,
        String directiveId,
        Instant issuedAt,
        @Nullable Instant until) {
    /** The same order once new ground ended it: it decides nothing any more, and to hear it again changes nothing. */
    Order ended() {
        return new Order(DirectiveKind.UNKNOWN, directiveId, issuedAt, until);
    }

    static Order of(Directive directive) {
        return new Order(
                directive.getKind(), directive.getDirectiveId(), directive.getIssuedAt(), directive.getUntil());
    }
}
