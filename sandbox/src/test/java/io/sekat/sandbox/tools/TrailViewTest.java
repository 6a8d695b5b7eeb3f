package io.sekat.sandbox.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekat.config.Settings;
import io.sekat.events.EnrichedPayment;
import io.sekat.events.EnrichedTrail;
import io.sekat.events.TrailAccount;
import io.sekat.serdes.AvroSerdes;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TrailViewTest {
    private static final Instant PAID = Instant.parse("2026-03-02T09:00:00Z");
    private static final String VICTIM = "ALPHMYKL:1";

    private final TrailAccount mule = account("10", VICTIM, "TX1", 1, 500_000)
            .setHeldMinor(100_000)
            .setPassedOnMinor(400_000)
            .build();
    private final TrailAccount next = account("20", "BETAMYKL:10", "TX2", 2, 300_000)
            .setCashedOutMinor(300_000)
            .build();
    private final TrailAccount other = account("30", "BETAMYKL:10", "TX3", 2, 100_000)
            .setHeldMinor(100_000)
            .build();

    /** Avro makes none of the events before the serdes have told it to trust them. */
    @BeforeAll
    static void trustEvents() {
        AvroSerdes.of(Settings.defaults());
    }

    @Test
    void theTreeShowsEachAccountBelowTheOneThatBroughtTheMoney() {
        assertThat(view(trail(List.of(mule, next, other), 0)).tree())
                .containsExactly(
                        "Payment TX1 from ALPHMYKL:1: claimed MYR 5,000.00, held MYR 2,000.00, cashed out MYR 3,000.00,"
                                + " returned MYR 0.00",
                        "└─ BETAMYKL:10  hop 1, 2026-03-02 17:01:00, received MYR 5,000.00, held MYR 1,000.00,"
                                + " passed on MYR 4,000.00",
                        "   ├─ BETAMYKL:20  hop 2, 2026-03-02 17:02:00, received MYR 3,000.00, cashed out MYR 3,000.00",
                        "   └─ BETAMYKL:30  hop 2, 2026-03-02 17:02:00, received MYR 1,000.00, held MYR 1,000.00");
    }

    @Test
    void whatIsStillMovingIsSaid() {
        assertThat(view(trail(List.of(mule), 70)).tree().get(0)).endsWith("still moving MYR 0.70");
    }

    @Test
    void anAccountWhoseBringerIsNotShownStandsForItself() {
        assertThat(view(trail(
                                List.of(
                                        mule,
                                        account("40", "BETAMYKL:99", "TX9", 3, 1)
                                                .build()),
                                0))
                        .tree())
                .last()
                .asString()
                .startsWith("… BETAMYKL:40");
    }

    @Test
    void accountsThatBroughtMoneyToEachOtherAreShownOnce() {
        TrailAccount one = account("50", "BETAMYKL:60", "TX5", 2, 1).build();
        TrailAccount two = account("60", "BETAMYKL:50", "TX6", 2, 1).build();

        assertThat(view(trail(List.of(one, two), 0)).tree()).hasSize(3);
    }

    @Test
    void aTrailThatStoppedSaysSo() {
        EnrichedTrail stopped = EnrichedTrail.newBuilder(trail(List.of(mule), 0))
                .setStopped(true)
                .setAccountCount(10_000)
                .build();

        assertThat(view(stopped).tree().get(1)).isEqualTo("It reached 10000 accounts and is followed no further.");
    }

    @Test
    void theGraphHasANodeAnAccountAndAnEdgeATransfer() {
        assertThat(view(trail(List.of(mule, next), 0)).dot())
                .startsWith("digraph trail {")
                .contains("  \"ALPHMYKL:1\" -> \"BETAMYKL:10\" [label=\"TX1\"];")
                .contains("  \"BETAMYKL:10\" -> \"BETAMYKL:20\" [label=\"TX2\"];")
                .endsWith("}");
    }

    private static TrailView view(EnrichedTrail trail) {
        EnrichedPayment payment = EnrichedPayment.newBuilder()
                .setIndex(0)
                .setAmountMinor(500_000)
                .setCurrency("MYR")
                .setRootTransferRef("TX1")
                .setClaimedMinor(500_000)
                .setTrail(trail)
                .build();
        return new TrailView(payment, VICTIM, ZoneId.of("Asia/Kuala_Lumpur"));
    }

    private static EnrichedTrail trail(List<TrailAccount> accounts, long moving) {
        return EnrichedTrail.newBuilder()
                .setHeldMinor(200_000)
                .setCashedOutMinor(300_000)
                .setMovingMinor(moving)
                .setAccountCount(accounts.size())
                .setAccounts(accounts)
                .build();
    }

    private static TrailAccount.Builder account(String number, String from, String reference, int hop, long received) {
        return TrailAccount.newBuilder()
                .setBank("BETAMYKL")
                .setAccount(number)
                .setFromAccount(from)
                .setTransferRef(reference)
                .setReachedAt(PAID.plusSeconds(60L * hop))
                .setHop(hop)
                .setReceivedMinor(received)
                .setHeldMinor(0);
    }
}
