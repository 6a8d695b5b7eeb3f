package io.sekat.streams.core.account;

import static io.sekat.streams.Samples.AMOUNT;
import static io.sekat.streams.Samples.OCCASION;
import static io.sekat.streams.Samples.PAID;
import static io.sekat.streams.Samples.REPORTED;
import static io.sekat.streams.Samples.SUSPECT;
import static io.sekat.streams.Samples.SUSPECT_BANK;
import static io.sekat.streams.Samples.VICTIM;
import static org.assertj.core.api.Assertions.assertThat;

import io.sekat.events.Amount;
import io.sekat.events.FreezeOutcome;
import io.sekat.events.FreezeResponse;
import io.sekat.events.ReturnOrdered;
import io.sekat.events.ReturnRequest;
import io.sekat.streams.core.Effect;
import io.sekat.streams.core.trail.Share;
import io.sekat.streams.core.trail.Sums;
import io.sekat.streams.core.trail.TrailRoot;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When a request is taken back, and when it is done or still owed (docs/decisions/0015). */
class ReturnRuleTest {
    private static final TrailRoot ROOT = new TrailRoot(VICTIM.toString(), "TX1", PAID);
    private static final Share HELD = share(AMOUNT);
    private static final Share LEFT = share(0);

    private final Set<String> come = new HashSet<>();
    private AccountState state = AccountState.EMPTY;

    @BeforeEach
    void order() {
        state = ReturnRule.ordered(
                SUSPECT,
                state,
                ROOT,
                ReturnOrdered.newBuilder()
                        .setRootAccount(ROOT.account())
                        .setRootTransferRef(ROOT.reference())
                        .setRootSettledAt(PAID)
                        .setDirectiveId("D-1")
                        .setAuthority("officer-7")
                        .setIssuedAt(REPORTED)
                        .build());
        assertThat(confirmed(AMOUNT, HELD)).hasSize(1);
    }

    @Test
    void whatIsLetGoIsTakenBackOnceAndNothingIsOwed() {
        assertTakenBack(confirmed(0, HELD));

        assertThat(confirmed(0, HELD)).isEmpty();
    }

    /** The currency is not known here any more then. */
    @Test
    void whatIsNotClaimedAnyMoreIsTakenBack() {
        assertTakenBack(confirmed(0, Share.NONE));
    }

    @Test
    void whatTheBankRefusedToGiveBackIsTakenBackToo() {
        answer(1, FreezeOutcome.REFUSED, null);

        assertTakenBack(confirmed(0, HELD));
    }

    @Test
    void whatIsConfirmedAgainIsAskedAgain() {
        confirmed(0, HELD);

        assertThat(confirmed(AMOUNT, HELD)).singleElement().satisfies(again -> {
            assertThat(again.getWithdrawn()).isFalse();
            assertThat(again.getRevision()).isEqualTo(3);
            assertThat(again.getAmount().getMinor()).isEqualTo(AMOUNT);
        });
        assertThat(returning().due()).isPresent();
    }

    @Test
    void whatWasGivenBackIsNotTakenBack() {
        answer(1, FreezeOutcome.RETURNED, "BACK1");
        come.add("BACK1");

        assertThat(confirmed(0, LEFT)).isEmpty();
        assertThat(returning().askedMinor()).isZero();
    }

    @Test
    void whatIsConfirmedThoughAllThatWasPromisedCameIsAskedAgainOnce() {
        answer(1, FreezeOutcome.RETURNED, "BACK1");
        assertThat(confirmed(AMOUNT, HELD)).as("it is under way").isEmpty();
        come.add("BACK1");

        assertThat(confirmed(AMOUNT, HELD)).singleElement().satisfies(again -> {
            assertThat(again.getRevision()).isEqualTo(2);
            assertThat(again.getAmount().getMinor()).isEqualTo(AMOUNT);
        });
        assertThat(confirmed(AMOUNT, HELD)).isEmpty();
        assertThat(returning().due()).isPresent();
    }

    @Test
    void whatTheBankRefusedIsNotAskedAgainByItself() {
        answer(1, FreezeOutcome.REFUSED, null);

        assertThat(confirmed(AMOUNT, HELD)).isEmpty();
    }

    @Test
    void whatIsOnItsWayBackIsNotTakenBack() {
        answer(1, FreezeOutcome.RETURNED, "BACK1");

        assertThat(confirmed(0, HELD)).isEmpty();
    }

    /** The transfer may have come before the answer that names it, which a newer revision might prevent. */
    @Test
    void whatLeftByATransferThatTheBankHasYetToNameIsStillOwed() {
        assertThat(confirmed(0, LEFT)).isEmpty();
        assertThat(returning().due()).isPresent();

        answer(1, FreezeOutcome.RETURNED, "BACK1");
        come.add("BACK1");
        assertThat(confirmed(0, LEFT)).isEmpty();
        assertThat(returning().due()).isEmpty();
    }

    @Test
    void whatLeftAndIsNotClaimedAnyMoreIsTakenBack() {
        confirmed(0, LEFT);

        assertTakenBack(confirmed(0, Share.NONE));
    }

    /** The answer to the first revision crosses the second one: nobody is to pay that too. */
    @Test
    void whatAnAnswerToAnOlderRevisionGaveBackIsTakenBack() {
        assertThat(confirmed(200, HELD)).hasSize(1);
        answer(1, FreezeOutcome.RETURNED, "BACK1");
        come.add("BACK1");

        List<ReturnRequest> taken = confirmed(0, LEFT);

        assertThat(taken)
                .singleElement()
                .satisfies(back -> assertThat(back.getRevision()).isEqualTo(3));
        assertThat(returning().due()).isEmpty();
    }

    @Test
    void whoPaidBeforeHeHeardThatItIsTakenBackMaySaySo() {
        confirmed(0, HELD);

        answer(1, FreezeOutcome.RETURNED, "BACK1");

        assertThat(returning().promised()).containsExactly("BACK1");
        assertThat(confirmed(0, HELD)).isEmpty();
    }

    private void assertTakenBack(List<ReturnRequest> said) {
        assertThat(said).singleElement().satisfies(back -> {
            assertThat(back.getWithdrawn()).isTrue();
            assertThat(back.getRevision()).isEqualTo(2);
            assertThat(back.getAmount()).isEqualTo(new Amount("MYR", 0L));
            assertThat(back.getRootTransferRef()).isEqualTo("TX1");
        });
        assertThat(returning().due()).isEmpty();
    }

    private Returning returning() {
        return state.returns().values().iterator().next();
    }

    private void answer(long revision, FreezeOutcome outcome, String transferRef) {
        state = ReturnRule.answered(
                state,
                FreezeResponse.newBuilder()
                        .setAlertId(state.returns().firstKey())
                        .setRevision(revision)
                        .setBank(SUSPECT_BANK)
                        .setAccount(SUSPECT.number())
                        .setOutcome(outcome)
                        .setTransferRef(transferRef)
                        .setRespondedAt(REPORTED)
                        .build());
    }

    /** What the bank is asked once it confirms so much. */
    private List<ReturnRequest> confirmed(long minor, Share share) {
        List<Effect> effects = new ArrayList<>();
        state = ReturnRule.ask(SUSPECT, state, Map.of(ROOT, minor), root -> share, come::contains, OCCASION, effects);
        return effects.stream().map(effect -> (ReturnRequest) effect.event()).toList();
    }

    private static Share share(long held) {
        return new Share("MYR", new Sums(AMOUNT, held, 0, 0, AMOUNT - held), new TreeMap<>(Map.of(1, 1)));
    }
}
