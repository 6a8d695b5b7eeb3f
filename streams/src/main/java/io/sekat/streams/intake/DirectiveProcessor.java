package io.sekat.streams.intake;

import io.sekat.events.AccountMessage;
import io.sekat.events.Directive;
import io.sekat.events.DirectiveKind;
import io.sekat.events.NumberMessage;
import io.sekat.events.RejectReason;
import io.sekat.identifiers.AccountId;
import io.sekat.identifiers.PhoneNumber;
import io.sekat.serdes.Incoming;
import io.sekat.streams.InputProcessor;
import io.sekat.streams.Outlets;
import io.sekat.topics.Topics;
import java.time.Instant;

/** Tells the account or number that a directive is about. */
final class DirectiveProcessor extends InputProcessor<Directive> {
    DirectiveProcessor(Outlets outlets) {
        super(outlets);
    }

    @Override
    protected String expectedKey() {
        return "the directive's subject";
    }

    @Override
    protected void accept(String key, Directive directive, Incoming<Directive> incoming, Instant appendedAt) {
        checkKey(key, directive.getSubject());
        boolean isNumber = PhoneNumber.isE164(directive.getSubject());
        DirectiveKind confirm = isNumber ? DirectiveKind.CONFIRM_BLOCK : DirectiveKind.CONFIRM_FREEZE;
        if (directive.getKind() != confirm && directive.getKind() != DirectiveKind.RELEASE) {
            throw new Unusable(
                    RejectReason.OTHER,
                    "directive " + directive.getDirectiveId() + " orders " + directive.getKind() + " for "
                            + directive.getSubject() + ": expected " + confirm + " or " + DirectiveKind.RELEASE);
        }
        if (isNumber) {
            NumberMessage message = new NumberMessage(directive, appendedAt);
            outlets().forward(context(), Topics.NUMBER_MESSAGES, directive.getSubject(), message);
        } else {
            String account = AccountId.parse(directive.getSubject()).toString();
            outlets().forward(context(), Topics.ACCOUNT_MESSAGES, account, new AccountMessage(directive, appendedAt));
        }
    }
}
