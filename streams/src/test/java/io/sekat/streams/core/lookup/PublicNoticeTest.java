package io.sekat.streams.core.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class PublicNoticeTest {
    private static final Instant NINE = Instant.parse("2026-03-02T09:00:00Z");
    private static final Instant TEN = Instant.parse("2026-03-02T10:00:00Z");

    @Test
    void aCountIsToldFromTheTimeOnAtWhichItWasReached() {
        PublicNotice notice = PublicNotice.NONE.after(2, NINE).after(3, TEN);

        assertThat(notice.victims(NINE.minusMillis(1), 1)).isZero();
        assertThat(notice.victims(NINE, 1)).isEqualTo(2);
        assertThat(notice.victims(TEN, 1)).isEqualTo(3);
    }

    @Test
    void fewerThanTheThresholdAreNone() {
        PublicNotice notice = PublicNotice.NONE.after(1, NINE);

        assertThat(notice.victims(TEN, 2)).isZero();
        assertThat(notice.after(2, NINE).victims(TEN, 2)).isEqualTo(2);
    }

    @Test
    void manyAreToldAsAtLeastSoMany() {
        assertThat(PublicNotice.NONE.after(49, NINE).victims(TEN, 2)).isEqualTo(20);
        assertThat(PublicNotice.NONE.after(100_000, NINE).victims(TEN, 2)).isEqualTo(1000);
    }

    @Test
    void aReportThatIsWithdrawnGoesAtOnceAndTheLastOneLeavesNothing() {
        PublicNotice notice = PublicNotice.NONE.after(3, NINE).after(2, TEN);

        assertThat(notice.victims(TEN, 1)).isEqualTo(2);
        assertThat(notice.after(0, TEN).isEmpty()).isTrue();
    }

    @Test
    void theHashIsSha256OfTheKeyInUpperCase() {
        assertThat(SubjectHash.of("+60182100104")).matches("[0-9A-F]{64}").isEqualTo(SubjectHash.of("+60182100104"));
        // printf abc | sha256sum
        assertThat(SubjectHash.of("abc")).isEqualTo("BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD");
        assertThat(SubjectHash.prefix("ba781")).isEqualTo("BA781");
        assertThatThrownBy(() -> SubjectHash.prefix("ba78")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SubjectHash.prefix("ba78g")).isInstanceOf(IllegalArgumentException.class);
    }
}
