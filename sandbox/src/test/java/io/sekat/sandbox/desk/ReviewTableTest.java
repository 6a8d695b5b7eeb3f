package io.sekat.sandbox.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekat.events.Amount;
import io.sekat.events.Directive;
import io.sekat.events.DirectiveKind;
import io.sekat.events.ReviewItem;
import io.sekat.events.ReviewReason;
import io.sekat.events.ReviewState;
import io.sekat.serdes.AvroSerdes;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ReviewTableTest {
    private static final Instant RAISED = Instant.parse("2026-03-02T09:00:00Z");

    @BeforeAll
    static void trustEvents() {
        AvroSerdes.trustEvents();
    }

    @Test
    void openItemsLineUpWithAmountsTimesAndWhatToDecide() {
        assertThat(lines(false))
                .containsExactly(
                        "SUBJECT           SINCE                WHY                CONCERNS        AMOUNT  REPORTS"
                                + "  VICTIMS  DECIDE",
                        "+60122272495      2026-03-02 17:00:00  RECYCLED_NUMBER    MAXIS                         1"
                                + "        1  block, release or dismiss",
                        "MBBEMYKL:1234567  2026-03-02 17:01:00  PROTECTED_ACCOUNT  MBBEMYKL  MYR 1,250.50        3"
                                + "        2  freeze, release or dismiss",
                        "Decide with: sekat review decide SUBJECT DECISION --by WHO --reason WHY");
    }

    @Test
    void allItemsShowWhoDecidedWhatWhenAndWhy() {
        assertThat(lines(true))
                .anySatisfy(line -> assertThat(line)
                        .contains("CLOSED")
                        .endsWith("DISMISS by insp-7, 2026-03-02 18:00:00: the power company"));
    }

    @Test
    void whereNothingIsOpenASentenceSaysSo() {
        assertThat(new ReviewTable(new ReviewItems(Map.of(), Map.of()), times()).lines(false))
                .isEqualToIgnoringNewLines("Nothing awaits a decision.");
    }

    private static List<String> lines(boolean all) {
        ReviewItem account = ReviewItem.newBuilder(OrderTest.item(ReviewReason.PROTECTED_ACCOUNT))
                .setAmounts(List.of(new Amount("MYR", 125_050L)))
                .setReportCount(3)
                .setVictimCount(2)
                .setRaisedAt(RAISED.plusSeconds(60))
                .build();
        ReviewItem number = ReviewItem.newBuilder(OrderTest.item(ReviewReason.RECYCLED_NUMBER))
                .setSubject("+60122272495")
                .setParticipantId("MAXIS")
                .setReportCount(1)
                .setVictimCount(1)
                .setRaisedAt(RAISED)
                .build();
        ReviewItem closed = ReviewItem.newBuilder(OrderTest.item(ReviewReason.OTHER))
                .setSubject("CIBBMYKL:7654321")
                .setState(ReviewState.CLOSED)
                .build();
        Directive dismissal = Directive.newBuilder()
                .setDirectiveId("d")
                .setSubject(closed.getSubject())
                .setKind(DirectiveKind.DISMISS)
                .setIssuedBy("insp-7")
                .setReason("the power company")
                .setIssuedAt(RAISED.plusSeconds(3600))
                .build();
        ReviewItems items = new ReviewItems(
                Map.of(
                        account.getSubject(), account,
                        number.getSubject(), number,
                        closed.getSubject(), closed),
                Map.of(closed.getSubject(), dismissal));
        return new ReviewTable(items, times()).lines(all).lines().toList();
    }

    private static Times times() {
        return new Times(ZoneId.of("Asia/Kuala_Lumpur"), RAISED);
    }
}
