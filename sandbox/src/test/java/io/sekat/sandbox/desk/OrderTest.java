package io.sekat.sandbox.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sekat.events.Directive;
import io.sekat.events.DirectiveKind;
import io.sekat.events.ReviewItem;
import io.sekat.events.ReviewReason;
import io.sekat.events.ReviewState;
import io.sekat.serdes.AvroSerdes;
import io.sekat.streams.core.intake.TypedNumbers;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OrderTest {
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final Times TIMES = new Times(ZoneId.of("Asia/Kuala_Lumpur"), NOW);
    private static final TypedNumbers NUMBERS = new TypedNumbers("MY");
    private static final Subject ACCOUNT = new Subject(Subject.Kind.ACCOUNT, "MBBEMYKL:1234567");

    @BeforeAll
    static void trustEvents() {
        AvroSerdes.trustEvents();
    }

    @ParameterizedTest
    @CsvSource({
        "freeze, MBBEMYKL:1234567, MBBEMYKL:1234567",
        "freeze, ' mbbemykl: 1234-567 ', MBBEMYKL:1234567",
        "extend, MBBEMYKL:1234567, MBBEMYKL:1234567",
        "release, MBBEMYKL:1234567, MBBEMYKL:1234567",
        "release, 012-227 2495, +60122272495",
        "block, +60122272495, +60122272495",
        "return, MBBEMYKL:1234-567#TX 1, MBBEMYKL:1234567#TX 1",
        "dismiss, MBBEMYKL:1234567#TX1, MBBEMYKL:1234567#TX1",
        "withdraw-report, NSRC-20260302-000387, NSRC-20260302-000387"
    })
    void aSubjectIsReadAsPeopleTypeIt(String verb, String typed, String key) {
        assertThat(Subject.typed(Verb.named(verb).orElseThrow(), typed, NUMBERS).key())
                .isEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource({
        "freeze, +60122272495, an account as BIC:account",
        "block, MBBEMYKL:1234567, a telephone number",
        "return, MBBEMYKL:1234567, BIC:account#reference",
        "extend, MBBEMYKL:1234567#TX1, an account as BIC:account",
        "block, 12, no valid telephone number",
        "freeze, MBBEMYKL:12, 4 to 34 digits",
        "return, MBBEMYKL:1234567#, transfer reference",
        "withdraw-report, ' ', a report id"
    })
    void aSubjectThatDoesNotFitIsRefusedWithWhatIsExpected(String verb, String typed, String expected) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Subject.typed(Verb.named(verb).orElseThrow(), typed, NUMBERS))
                .withMessageContaining(expected);
    }

    @Test
    void anOrderSaysWhoWhatWhyAndUntilWhen() {
        Instant until = NOW.plusSeconds(60);
        Directive directive = new Order(Verb.FREEZE, ACCOUNT, "insp-7", "case 12", until).directive("id-1", NOW);

        assertThat(directive)
                .isEqualTo(Directive.newBuilder()
                        .setDirectiveId("id-1")
                        .setSubject("MBBEMYKL:1234567")
                        .setKind(DirectiveKind.CONFIRM_FREEZE)
                        .setIssuedBy("insp-7")
                        .setReason("case 12")
                        .setIssuedAt(NOW)
                        .setUntil(until)
                        .build());
    }

    @Test
    void anOrderWithoutWhoOrWhyIsRefused() {
        assertThat(new Order(Verb.FREEZE, ACCOUNT, " ", "why", null).problem(NOW))
                .hasValueSatisfying(problem -> assertThat(problem).contains("--by"));
        assertThat(new Order(Verb.FREEZE, ACCOUNT, "who", "", null).problem(NOW))
                .hasValueSatisfying(problem -> assertThat(problem).contains("--reason"));
        assertThat(new Order(Verb.FREEZE, ACCOUNT, "who", "why", null).problem(NOW))
                .isEmpty();
    }

    @Test
    void onlyAFreezeAndAnExtensionEndAtATimeThatIsToCome() {
        Instant later = NOW.plusSeconds(1);

        assertThat(new Order(Verb.FREEZE, ACCOUNT, "who", "why", later).problem(NOW))
                .isEmpty();
        assertThat(new Order(Verb.EXTEND, ACCOUNT, "who", "why", later).problem(NOW))
                .isEmpty();
        assertThat(new Order(Verb.EXTEND, ACCOUNT, "who", "why", NOW).problem(NOW))
                .hasValueSatisfying(problem -> assertThat(problem).contains("past"));
        assertThat(new Order(Verb.EXTEND, ACCOUNT, "who", "why", null).problem(NOW))
                .hasValueSatisfying(problem -> assertThat(problem).contains("--until"));
        assertThat(new Order(Verb.RELEASE, ACCOUNT, "who", "why", later).problem(NOW))
                .hasValueSatisfying(problem -> assertThat(problem).contains("freeze and extend"));
    }

    @ParameterizedTest
    @EnumSource(ReviewReason.class)
    void onlyWhatIsPossibleAnswersAnItem(ReviewReason reason) {
        ReviewItem item = item(reason);

        for (Verb verb : Verb.values()) {
            boolean isPossible = new Order(verb, ACCOUNT, "who", "why", null)
                    .problemAsAnswer(item)
                    .isEmpty();
            assertThat(isPossible)
                    .as(verb.word())
                    .isEqualTo(Verb.answers(reason).contains(verb));
        }
    }

    @Test
    void everyReasonButOtherHasAnAnswer() {
        assertThat(Arrays.stream(ReviewReason.values())
                        .filter(reason -> Verb.answers(reason).isEmpty()))
                .containsExactly(ReviewReason.OTHER);
    }

    @Test
    void theSameAnswerToTheSameQuestionIsTheSameDirective() {
        ReviewItem item = item(ReviewReason.PROTECTED_ACCOUNT);
        ReviewItem next = ReviewItem.newBuilder(item).setRevision(2).build();
        Order freeze = new Order(Verb.FREEZE, ACCOUNT, "who", "why", null);

        assertThat(freeze.answerId(item))
                .isEqualTo(new Order(Verb.FREEZE, ACCOUNT, "other", "other", null).answerId(item))
                .isNotEqualTo(freeze.answerId(next))
                .isNotEqualTo(new Order(Verb.DISMISS, ACCOUNT, "who", "why", null).answerId(item));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-05T18:00, 2026-03-05T10:00:00Z",
        "2026-03-05 18:00, 2026-03-05T10:00:00Z",
        "2026-03-05T18:00Z, 2026-03-05T18:00:00Z",
        "2026-03-05, 2026-03-05T16:00:00Z",
        "48h, 2026-03-04T09:00:00Z",
        "7d, 2026-03-09T09:00:00Z"
    })
    void aTimeIsReadInTheReadersZone(String typed, Instant time) {
        assertThat(TIMES.read(typed)).isEqualTo(time);
    }

    @Test
    void whatIsNoTimeIsRefusedWithExamples() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TIMES.read("tomorrow"))
                .withMessageContaining("tomorrow")
                .withMessageContaining("48h");
    }

    static ReviewItem item(ReviewReason reason) {
        return ReviewItem.newBuilder()
                .setSubject(ACCOUNT.key())
                .setRevision(1)
                .setState(ReviewState.OPEN)
                .setReason(reason)
                .setParticipantId("MBBEMYKL")
                .setMessage("decide")
                .setRaisedAt(NOW)
                .build();
    }
}
