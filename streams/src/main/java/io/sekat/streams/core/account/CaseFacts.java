package io.sekat.streams.core.account;

import io.sekat.events.AccountAnswer;
import io.sekat.events.AccountEntry;
import io.sekat.events.CaseMessage;
import io.sekat.events.ClaimState;
import io.sekat.events.DirectoryState;
import io.sekat.events.EnrichedAccount;
import io.sekat.events.EnrichedPayment;
import io.sekat.events.EnrichedTrail;
import io.sekat.identifiers.AccountId;
import io.sekat.streams.core.AlertIds;
import io.sekat.streams.core.Due;
import io.sekat.streams.core.Effect;
import io.sekat.streams.core.Naming;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the reports' files are told of an account (design section 4.7).
 *
 * @param account the account
 * @param state what is known of it
 * @param entry its directory entry; empty: not in the directory
 * @param decision what that gives
 */
record CaseFacts(AccountId account, AccountState state, Optional<AccountEntry> entry, Decision decision) {

    /** Tells each report that names the account, or claims a payment from it, what has changed for it. */
    static void tell(CaseFacts before, CaseFacts after, AccountDecider.Money money, List<Effect> effects) {
        EnrichedAccount was = before.facts();
        EnrichedAccount is = after.facts();
        after.state.namings().keySet().forEach(report -> {
            if (!is.equals(was) || !before.state.namings().containsKey(report)) {
                effects.add(new Effect.TellCase(report, new CaseMessage(is)));
            }
        });
        after.state.claims().values().forEach(claim -> {
            EnrichedPayment payment = after.payment(claim, null);
            boolean hasMoved = after.root(claim).filter(money::hasMoved).isPresent();
            if (hasMoved
                    || !before.state.claims().containsKey(claim.key())
                    || !payment.equals(before.payment(claim, null))) {
                EnrichedTrail trail = after.root(claim).map(money::trail).orElse(null);
                effects.add(new Effect.TellCase(claim.reportId(), new CaseMessage(after.payment(claim, trail))));
            }
        });
    }

    private Optional<Root> root(PaymentClaim claim) {
        return Optional.ofNullable(state.proofs().get(claim.key()))
                .map(reference -> state.roots().get(reference));
    }

    private EnrichedAccount facts() {
        return EnrichedAccount.newBuilder()
                .setBank(account.bank().value())
                .setAccount(account.number())
                .setDirectory(entry.isPresent() ? DirectoryState.KNOWN : DirectoryState.UNKNOWN)
                .setEntry(entry.orElse(null))
                .setAction(decision.action())
                .setHold(AlertRule.amounts(decision.hold()))
                .setReasons(decision.reasons())
                .setAlertId(state.asked()
                        .map(asked -> AlertIds.of(account.toString(), asked.episode()))
                        .orElse(null))
                .setAlertRevision(state.asked().map(Asked::revision).orElse(0L))
                .setReportCount(state.namings().size())
                .setVictimCount(Naming.victims(state.namings().values()))
                .setRespondBy(state.followUp()
                        .due()
                        .map(due -> due.newest().respondBy())
                        .orElse(null))
                .setHoldUntil(state.asked().map(Asked::holdUntil).orElse(null))
                .setAnswer(state.followUp().answer().map(CaseFacts::answer).orElse(null))
                .setEscalations(state.followUp().due().map(Due::notices).orElse(0))
                .build();
    }

    private static AccountAnswer answer(BankAnswer answer) {
        return AccountAnswer.newBuilder()
                .setAlertId(answer.alertId())
                .setRevision(answer.revision())
                .setOutcome(answer.outcome())
                .setHeld(AlertRule.amounts(answer.held()))
                .setReason(answer.reason())
                .setRespondedAt(answer.respondedAt())
                .setRecordedAt(answer.recordedAt())
                .setLate(answer.late())
                .build();
    }

    private EnrichedPayment payment(PaymentClaim claim, @Nullable EnrichedTrail trail) {
        AccountId suspect = AccountId.parse(claim.suspect());
        Optional<Root> root = root(claim);
        return EnrichedPayment.newBuilder()
                .setIndex(claim.index())
                .setAmountMinor(claim.claimed().minor())
                .setCurrency(claim.claimed().currency())
                .setPaidAt(claim.paidAt())
                .setTransferRef(claim.transferRef())
                .setSuspectBank(suspect.bank().value())
                .setSuspectAccount(suspect.number())
                .setState(root.isPresent() ? ClaimState.VERIFIED : ClaimState.WAITING)
                .setRootTransferRef(
                        root.map(proved -> proved.transfer().reference()).orElse(null))
                .setClaimedMinor(root.map(proved -> proved.claimed().minor()).orElse(0L))
                .setTrail(trail)
                .build();
    }
}
