package io.sekat.streams.core.account;

import io.sekat.events.Directive;
import io.sekat.events.DirectiveKind;
import java.time.Instant;

/**
 * What people ordered about an account.
 *
 * @param kind CONFIRM_FREEZE or RELEASE
 * @param directiveId the directive that says so
 * @param issuedAt when it was given, UTC; a later one replaces it
 */
public record Order(DirectiveKind kind, String directiveId, Instant issuedAt) {
    static Order of(Directive directive) {
        return new Order(directive.getKind(), directive.getDirectiveId(), directive.getIssuedAt());
    }
}
