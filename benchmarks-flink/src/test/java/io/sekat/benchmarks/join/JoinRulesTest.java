package io.sekat.benchmarks.join;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekat.events.AccountAction;
import io.sekat.events.AccountEntry;
import io.sekat.events.AccountStatus;
import io.sekat.events.AlertReason;
import io.sekat.events.Amount;
import io.sekat.events.BlockRequest;
import io.sekat.events.FreezeAlert;
import io.sekat.events.LineStatus;
import io.sekat.events.NumberAction;
import io.sekat.events.PhoneEntry;
import io.sekat.serdes.AvroSerdes;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What peers ask for; that it is what Sekat asks for is tested where both run. */
class JoinRulesTest {
    private static final String ACCOUNT = "BANKMY01:7000";
    private static final String NUMBER = "+60122345678";
    private static final long DAY = 86_400_000;

    @BeforeAll
    static void trust() {
        AvroSerdes.trustEvents();
    }

    @Test
    void anAccountThatIsOnlyNamedIsWatched() {
        assertThat(action(Facts.NONE.with(named("R1")))).isEqualTo(AccountAction.WATCH);
    }

    @Test
    void aProvedPaymentIsHeldOnceThoughTwoReportsClaimIt() {
        Facts facts = Facts.NONE
                .with(named("R1").proved("V#T1", 500))
                .with(named("R2").proved("V#T1", 500))
                .with(named("R1").proved("V#T1", 500));

        FreezeAlert alert = FreezeRule.ask(ACCOUNT, facts, null).orElseThrow();

        assertThat(alert.getAction()).isEqualTo(AccountAction.HOLD);
        assertThat(alert.getHold()).containsExactly(new Amount("MYR", 100L));
        assertThat(alert.getRevision()).isEqualTo(2);
        assertThat(alert.getReasons()).containsExactly(AlertReason.NAMED_IN_REPORT, AlertReason.VERIFIED_PAYMENT);
        assertThat(alert.getReportCount()).isEqualTo(2);
    }

    @Test
    void threeVictimsWithinAWeekFreezeAnAccount() {
        Facts two = Facts.NONE
                .with(at("R1", 0).proved("V1#T", 100))
                .with(at("R2", DAY).proved("V2#T", 100));

        assertThat(action(two.with(at("R3", 8 * DAY).proved("V3#T", 100)))).isEqualTo(AccountAction.HOLD);
        assertThat(action(two.with(at("R3", 7 * DAY).proved("V3#T", 100)))).isEqualTo(AccountAction.FREEZE);
    }

    @Test
    void nobodyIsAskedAboutAProtectedAccountAndAClosedOneIsWatched() {
        Facts facts = Facts.NONE.with(named("R1").proved("V#T1", 100));

        assertThat(FreezeRule.ask(ACCOUNT, facts, entry(AccountStatus.ACTIVE, true)))
                .isEmpty();
        assertThat(FreezeRule.ask(ACCOUNT, facts, entry(AccountStatus.CLOSED, false))
                        .orElseThrow()
                        .getAction())
                .isEqualTo(AccountAction.WATCH);
    }

    @Test
    void twoVictimsBlockANumberUnlessItChangedHandsOrIsGone() {
        Facts facts = Facts.NONE.with(at("R1", DAY)).with(at("R2", DAY));

        BlockRequest request =
                BlockRule.ask(NUMBER, facts, line(LineStatus.ACTIVE, 0)).orElseThrow();
        assertThat(request.getAction()).isEqualTo(NumberAction.BLOCK);
        assertThat(request.getReasons()).containsExactly(AlertReason.NAMED_IN_REPORT, AlertReason.SEVERAL_VICTIMS);
        assertThat(BlockRule.ask(NUMBER, Facts.NONE.with(at("R1", DAY)), line(LineStatus.ACTIVE, 0))
                        .orElseThrow()
                        .getAction())
                .isEqualTo(NumberAction.WATCH);
        assertThat(BlockRule.ask(NUMBER, facts, line(LineStatus.ACTIVE, 2 * DAY)))
                .isEmpty();
        assertThat(BlockRule.ask(NUMBER, facts, line(LineStatus.TERMINATED, 0))).isEmpty();
        assertThat(BlockRule.ask(NUMBER, facts, null)).isEmpty();
    }

    private static AccountAction action(Facts facts) {
        return FreezeRule.ask(ACCOUNT, facts, null).orElseThrow().getAction();
    }

    private static Mention named(String report) {
        return at(report, 0);
    }

    private static Mention at(String report, long millis) {
        return new Mention(report, "v-" + report, millis, millis, "", 100);
    }

    private static AccountEntry entry(AccountStatus status, boolean isProtected) {
        return AccountEntry.newBuilder()
                .setBank("BANKMY01")
                .setAccount("7000")
                .setStatus(status)
                .setProtected$(isProtected)
                .build();
    }

    private static PhoneEntry line(LineStatus status, long activatedAt) {
        return PhoneEntry.newBuilder()
                .setPhoneNumber(NUMBER)
                .setOperator("OPERATOR1")
                .setStatus(status)
                .setActivatedAt(Instant.ofEpochMilli(activatedAt))
                .build();
    }
}
