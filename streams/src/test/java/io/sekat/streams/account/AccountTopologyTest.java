package io.sekat.streams.account;

import static io.sekat.streams.Samples.AMOUNT;
import static io.sekat.streams.Samples.PAID;
import static io.sekat.streams.Samples.SUSPECT;
import static io.sekat.streams.Samples.SUSPECT_BANK;
import static io.sekat.streams.Samples.accountEntry;
import static io.sekat.streams.Samples.directive;
import static io.sekat.streams.Samples.report;
import static io.sekat.streams.Samples.returned;
import static io.sekat.streams.Samples.transfer;
import static org.assertj.core.api.Assertions.assertThat;

import io.sekat.events.AccountAction;
import io.sekat.events.AccountEntry;
import io.sekat.events.AccountStatus;
import io.sekat.events.AlertReason;
import io.sekat.events.Amount;
import io.sekat.events.ClaimState;
import io.sekat.events.DirectiveKind;
import io.sekat.events.DirectoryState;
import io.sekat.events.EnrichedReport;
import io.sekat.events.FreezeAlert;
import io.sekat.events.FundTransfer;
import io.sekat.events.RejectReason;
import io.sekat.events.ReviewItem;
import io.sekat.events.ReviewReason;
import io.sekat.events.ReviewState;
import io.sekat.events.ScamReport;
import io.sekat.events.TransferStatus;
import io.sekat.events.Victim;
import io.sekat.identifiers.ParticipantId;
import io.sekat.streams.World;
import io.sekat.topics.Topic;
import io.sekat.topics.Topics;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AccountTopologyTest {
    private static final Topic<FreezeAlert> ALERTS = Topics.FREEZE_ALERTS.of(new ParticipantId(SUSPECT_BANK));
    private static final Topic<EnrichedReport> FILES = Topics.ENRICHED_REPORTS;

    private final World world = World.withParticipants();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aReportBecomesAWatchAtTheSuspectsBankAndAnEnrichedReport() {
        world.comes(report("R1"));

        assertThat(world.records(ALERTS)).singleElement().satisfies(alert -> {
            assertThat(alert.key()).isEqualTo(SUSPECT.toString());
            assertThat(alert.value().getAction()).isEqualTo(AccountAction.WATCH);
        });
        EnrichedReport file = world.lastSaid(FILES);
        assertThat(file.getAccounts()).singleElement().satisfies(account -> {
            assertThat(account.getAction()).isEqualTo(AccountAction.WATCH);
            assertThat(account.getAlertRevision()).isEqualTo(1);
        });
        assertThat(world.said(Topics.REJECTED_RECORDS)).isEmpty();
    }

    @Test
    void theBanksTopicIsMadeSureOfBeforeTheAlertIsSent() {
        world.comes(report("R1"));

        assertThat(world.ensured()).containsExactly("freeze-alerts." + SUSPECT_BANK);
    }

    @Test
    void aTransferThatCameBeforeTheReportIsHeldWithItsAmount() {
        world.comes(transfer());
        world.comes(report("R1"));

        assertHold(world.lastSaid(ALERTS));
        assertThat(world.lastSaid(FILES).getPayments().get(0).getState()).isEqualTo(ClaimState.VERIFIED);
    }

    @Test
    void aTransferThatComesAfterTheReportIsHeldThen() {
        world.comes(report("R1"));
        world.said(ALERTS);

        world.comes(transfer());

        assertHold(world.lastSaid(ALERTS));
        assertThat(world.lastSaid(FILES).getPayments().get(0).getState()).isEqualTo(ClaimState.VERIFIED);
    }

    @Test
    void aTransferOfAnAccountWhoseNumberBeginsWithTheVictimsProvesNothing() {
        world.comes(transfer().setDebtorAccount("1000000011"));
        world.comes(transfer().setDebtorAccount("10000000"));

        world.comes(report("R1"));

        assertThat(world.lastSaid(ALERTS).getAction()).isEqualTo(AccountAction.WATCH);
    }

    @Test
    void ofTwoTransfersWithOneReferenceTheFirstThatArrivedCounts() {
        world.comes(transfer());
        world.comes(transfer().setAmountMinor(1).setSettledAt(PAID.minusSeconds(60)));

        world.comes(report("R1"));

        assertHold(world.lastSaid(ALERTS));
    }

    @Test
    void aReturnedTransferReleasesTheHoldAndLeavesTheWatch() {
        world.comes(transfer());
        world.comes(report("R1"));

        world.comes(FundTransfer.newBuilder(returned()));

        FreezeAlert alert = world.lastSaid(ALERTS);
        assertThat(alert.getAction()).isEqualTo(AccountAction.WATCH);
        assertThat(alert.getHold()).isEmpty();
    }

    @Test
    void aTransferThatWasReturnedBeforeItCameIsNotHeld() {
        world.comes(FundTransfer.newBuilder(returned()));
        world.comes(transfer());

        world.comes(report("R1"));

        assertThat(world.said(ALERTS)).extracting(FreezeAlert::getAction).containsExactly(AccountAction.WATCH);
    }

    @Test
    void everythingAgainSaysNothingNew() {
        sayAll();
        world.said(ALERTS);
        world.said(FILES);

        sayAll();

        assertThat(world.said(ALERTS)).isEmpty();
        assertThat(world.said(FILES)).isEmpty();
        assertThat(world.said(Topics.REJECTED_RECORDS)).isEmpty();
    }

    private void sayAll() {
        world.comes(accountEntry().setOpenedAt(PAID));
        world.comes(transfer());
        world.comes(report("R1"));
    }

    @Test
    void anEntryThatComesLateIsANewRevision() {
        world.comes(report("R1"));
        assertThat(world.lastSaid(ALERTS).getDirectory()).isEqualTo(DirectoryState.UNKNOWN);

        world.comes(accountEntry());

        FreezeAlert alert = world.lastSaid(ALERTS);
        assertThat(alert.getRevision()).isEqualTo(2);
        assertThat(alert.getDirectory()).isEqualTo(DirectoryState.KNOWN);
    }

    @Test
    void anEntryThatIsRemovedMakesTheAccountUnknownAgain() {
        world.comes(accountEntry());
        world.comes(report("R1"));

        world.comes(Topics.BANK_ACCOUNTS, SUSPECT.toString(), null);

        assertThat(world.lastSaid(ALERTS).getDirectory()).isEqualTo(DirectoryState.UNKNOWN);
        assertThat(world.lastSaid(FILES).getAccounts().get(0).getEntry()).isNull();
    }

    @Test
    void aClosedAccountIsWatchedBecauseItIsClosed() {
        world.comes(accountEntry().setStatus(AccountStatus.CLOSED));
        world.comes(transfer());

        world.comes(report("R1"));

        FreezeAlert alert = world.lastSaid(ALERTS);
        assertThat(alert.getAction()).isEqualTo(AccountAction.WATCH);
        assertThat(alert.getReasons()).contains(AlertReason.ACCOUNT_CLOSED);
    }

    @Test
    void aProtectedAccountIsAskedOfPeopleAndNotOfItsBank() {
        world.comes(accountEntry().setProtected$(true));

        world.comes(report("R1"));

        assertThat(world.said(ALERTS)).isEmpty();
        assertThat(world.lastSaid(Topics.REVIEW_ITEMS).getReason()).isEqualTo(ReviewReason.PROTECTED_ACCOUNT);
    }

    @Test
    void aReviewThatIsDismissedClosesAndStaysClosed() {
        world.comes(accountEntry().setProtected$(true));
        world.comes(report("R1"));

        world.comes(directive(DirectiveKind.DISMISS, SUSPECT.toString()));
        ReviewItem closed = world.lastSaid(Topics.REVIEW_ITEMS);
        assertThat(closed.getState()).isEqualTo(ReviewState.CLOSED);
        assertThat(closed.getRevision()).isEqualTo(2);

        world.comes(transfer());
        world.comes(report("R2"));
        assertThat(world.said(Topics.REVIEW_ITEMS)).isEmpty();
        assertThat(world.said(ALERTS)).isEmpty();
    }

    @Test
    void threeVictimsWithVerifiedPaymentsFreezeTheAccount() {
        for (int i = 1; i <= 3; i++) {
            String account = "10000000" + i;
            ScamReport.Builder report = report("R" + i);
            world.comes(report.setVictim(new Victim("v" + i, "alpha", account)));
            world.comes(transfer().setDebtorAccount(account));
        }

        FreezeAlert alert = world.lastSaid(ALERTS);
        assertThat(alert.getAction()).isEqualTo(AccountAction.FREEZE);
        assertThat(alert.getHold()).containsExactly(new Amount("MYR", 3 * AMOUNT));
        assertThat(alert.getCredits()).hasSize(3);
    }

    @Test
    void aDirectiveFreezesAndALaterOneReleases() {
        world.comes(report("R1"));

        world.comes(directive(DirectiveKind.CONFIRM_FREEZE, SUSPECT.toString()));
        assertThat(world.lastSaid(ALERTS).getAction()).isEqualTo(AccountAction.FREEZE);

        world.comes(directive(DirectiveKind.RELEASE, SUSPECT.toString()).setIssuedAt(PAID.plus(Duration.ofDays(1))));
        assertThat(world.lastSaid(ALERTS).getAction()).isEqualTo(AccountAction.RELEASE);
    }

    private enum BadTransfer {
        NO_REFERENCE(transfer().setTransferRef(" "), RejectReason.BAD_IDENTIFIER),
        NO_AMOUNT(transfer().setAmountMinor(0), RejectReason.BAD_AMOUNT),
        NO_SUCH_SUM(transfer().setAmountMinor(Long.MAX_VALUE), RejectReason.BAD_AMOUNT),
        NO_CURRENCY(transfer().setCurrency("?"), RejectReason.BAD_AMOUNT),
        NO_STATUS(transfer().setStatus(TransferStatus.UNKNOWN), RejectReason.OTHER),
        HALF_A_CREDITOR(transfer().setCreditorBank(null), RejectReason.BAD_IDENTIFIER),
        BAD_CREDITOR(transfer().setCreditorAccount("x"), RejectReason.BAD_IDENTIFIER),
        BAD_DEBTOR(transfer().setDebtorAccount("x"), RejectReason.BAD_IDENTIFIER),
        TOO_FAR_AHEAD(transfer().setSettledAt(PAID.plus(Duration.ofDays(3))), RejectReason.BAD_TIMESTAMP);

        @SuppressWarnings("ImmutableEnumChecker") // nobody changes it
        private final FundTransfer.Builder transfer;

        private final RejectReason reason;

        BadTransfer(FundTransfer.Builder transfer, RejectReason reason) {
            this.transfer = transfer;
            this.reason = reason;
        }
    }

    @ParameterizedTest
    @EnumSource
    void aBadTransferIsRejected(BadTransfer bad) {
        world.comes(bad.transfer);

        assertThat(world.onlyRejected().getReason()).isEqualTo(bad.reason);
    }

    @Test
    void anEntryUnderAnotherAccountsKeyIsRejectedAndNotUsed() {
        AccountEntry entry = accountEntry().build();

        world.comes(Topics.BANK_ACCOUNTS, SUSPECT_BANK + ":999999999", entry);

        assertThat(world.onlyRejected().getReason()).isEqualTo(RejectReason.KEY_MISMATCH);
        world.comes(report("R1"));
        assertThat(world.lastSaid(ALERTS).getDirectory()).isEqualTo(DirectoryState.UNKNOWN);
    }

    private static void assertHold(FreezeAlert alert) {
        assertThat(alert.getAction()).isEqualTo(AccountAction.HOLD);
        assertThat(alert.getHold()).isEqualTo(List.of(new Amount("MYR", AMOUNT)));
    }
}
