package io.sekat.streams;

import static io.sekat.streams.Samples.NUMBER;
import static io.sekat.streams.Samples.PAID;
import static io.sekat.streams.Samples.SUSPECT;
import static io.sekat.streams.Samples.accountEntry;
import static io.sekat.streams.Samples.directive;
import static io.sekat.streams.Samples.phoneEntry;
import static io.sekat.streams.Samples.report;
import static io.sekat.streams.Samples.reportWithoutSuspect;
import static io.sekat.streams.Samples.transfer;
import static org.assertj.core.api.Assertions.assertThat;

import io.sekat.events.DirectiveKind;
import io.sekat.events.RejectReason;
import io.sekat.events.ReportedAccount;
import io.sekat.events.ScamReport;
import io.sekat.streams.core.intake.RejectedReport;
import io.sekat.streams.core.lookup.PublicNotice;
import io.sekat.streams.core.lookup.SubjectHash;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the public may learn (docs/decisions/0023). */
class PublicIndexTest {
    private static final Instant FAR = Instant.parse("2100-01-01T00:00:00Z");

    private final World world = World.withParticipants();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void distinctVictimsWhoNameItCountAndAWithdrawnReportDoesNot() {
        world.comes(both("R1"));
        world.comes(both("R2"));
        assertThat(account()).isEqualTo(2);
        assertThat(number()).isEqualTo(2);

        world.comes(directive(DirectiveKind.WITHDRAW_REPORT, "R2"));

        assertThat(account()).isEqualTo(1);
        assertThat(number()).isEqualTo(1);
    }

    @Test
    void whatTransfersAndTrailsTouchIsNotTold() {
        world.comes(transfer());
        world.comes(report("R1").setSuspectPhones(List.of()));

        assertThat(account()).isEqualTo(1);
        assertThat(size(StoreNames.REPORTED_ACCOUNTS))
                .as("only the account that is named")
                .isEqualTo(1);
        assertThat(size(StoreNames.REPORTED_NUMBERS)).isZero();
    }

    @Test
    void whatPeopleClearIsNotToldUntilItIsReportedAgain() {
        world.comes(both("R1"));
        world.comes(directive(DirectiveKind.RELEASE, SUSPECT.toString()));
        world.comes(directive(DirectiveKind.RELEASE, NUMBER.e164()));
        assertThat(account()).isZero();
        assertThat(number()).isZero();

        world.comes(both("R2"));

        assertThat(account()).isEqualTo(2);
        assertThat(number()).isEqualTo(2);
    }

    @Test
    void whatIsProtectedIsNotTold() {
        world.comes(both("R1"));
        assertThat(account()).isEqualTo(1);

        world.comes(accountEntry().setProtected$(true));
        world.comes(phoneEntry().setProtected$(true));

        assertThat(account()).isZero();
        assertThat(number()).isZero();
        assertThat(size(StoreNames.REPORTED_ACCOUNTS)).isZero();
    }

    @Test
    void reportsFromBeforeANumbersPresentSubscriberAreNotTold() {
        world.comes(both("R1"));

        world.comes(phoneEntry().setActivatedAt(PAID.plus(Duration.ofDays(30))));

        assertThat(number()).isZero();
        assertThat(account()).isEqualTo(1);
    }

    @Test
    void whyAReportWasRejectedIsKeptUntilItComesCorrected() {
        ScamReport.Builder bad = reportWithoutSuspect("R1");
        world.comes(bad);
        KeyValueStore<String, RejectedReport> rejected = world.store(StoreNames.REJECTED_REPORTS);
        assertThat(rejected.get("R1").reason()).isEqualTo(RejectReason.NO_SUSPECT);

        world.comes(both("R1"));

        assertThat(rejected.get("R1")).isNull();
    }

    private static ScamReport.Builder both(String reportId) {
        return reportWithoutSuspect(reportId)
                .setSuspectAccounts(List.of(new ReportedAccount(SUSPECT.bank().value(), SUSPECT.number())))
                .setSuspectPhones(List.of(NUMBER.e164()));
    }

    private int account() {
        return victims(StoreNames.REPORTED_ACCOUNTS, SUSPECT.toString());
    }

    private int number() {
        return victims(StoreNames.REPORTED_NUMBERS, NUMBER.e164());
    }

    private int victims(String store, String subject) {
        PublicNotice notice = world.<PublicNotice>store(store).get(SubjectHash.of(subject));
        return notice == null ? 0 : notice.victims(FAR, 1);
    }

    private int size(String store) {
        int[] size = {0};
        try (var all = world.<PublicNotice>store(store).all()) {
            all.forEachRemaining(entry -> size[0]++);
        }
        return size[0];
    }
}
