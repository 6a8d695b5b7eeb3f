package io.sekat.streams.core;

import io.sekat.events.Directive;
import io.sekat.events.RejectReason;
import java.time.Instant;

/** Orders about one subject: the one that was given last decides. */
public final class Superseded {
    private Superseded() {}

    /**
     * Whether a directive is the order that is known already.
     *
     * @param directive an order that came
     * @param directiveId of the order that is known
     * @param issuedAt when that was given, UTC
     * @throws Refused when it is another one, and was not given later: whoever gave it would believe that it counts
     */
    public static boolean isAgain(Directive directive, String directiveId, Instant issuedAt) {
        if (directive.getDirectiveId().equals(directiveId)) {
            return true;
        } else if (directive.getIssuedAt().isAfter(issuedAt)) {
            return false;
        }
        throw new Refused(
                RejectReason.OTHER,
                "directive " + directive.getDirectiveId() + " of " + directive.getIssuedAt()
                        + " changes nothing: directive "
                        + directiveId + " of " + issuedAt + " about " + directive.getSubject()
                        + " came later; give the order again if it is to count now, and check the clock of whoever gave it");
    }
}
