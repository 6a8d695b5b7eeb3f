package io.sekat.benchmarks.torture;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekat.events.AccountAction;
import io.sekat.events.AlertReason;
import io.sekat.events.Amount;
import io.sekat.events.CaseSummary;
import io.sekat.events.EnrichedNumber;
import io.sekat.events.EnrichedPayment;
import io.sekat.events.EnrichedReport;
import io.sekat.events.EnrichedTrail;
import io.sekat.events.FreezeAlert;
import io.sekat.events.RejectReason;
import io.sekat.events.RejectedRecord;
import io.sekat.events.ReturnRequest;
import io.sekat.events.ReviewItem;
import io.sekat.events.TrailBank;
import io.sekat.json.EventJson;
import io.sekat.serdes.AvroSerdes;
import io.sekat.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where everything is right it finds nothing, and whatever is changed it finds. */
class CheckerTest {
    private static Workload workload;
    private RightAnswer right;

    @BeforeAll
    static void draw() {
        AvroSerdes.trustEvents();
        workload = Workload.draw(
                4,
                60,
                Duration.ofMinutes(1),
                (topic, event) -> EventJson.line(event).getBytes(StandardCharsets.UTF_8));
        workload.add(orderWithoutKey(1));
        workload.add(orderWithoutKey(2));
        workload.secondAct(Duration.ofSeconds(10));
        Repayments.order(workload, new Answer(workload, workload.withdrawn()), Duration.ofSeconds(10), new Random(4));
    }

    private static Input orderWithoutKey(int contents) {
        byte[] value = {(byte) contents};
        return new Input(
                Duration.ZERO, Topics.DIRECTIVES.name(), null, value, Input.Fate.REJECTED, Set.of(RejectReason.NO_KEY));
    }

    @BeforeEach
    void answer() {
        right = new RightAnswer(workload);
    }

    private List<Verdict> verdicts() {
        return Checker.check(workload, right.evidence());
    }

    private void assertSeen(String what) {
        assertThat(verdicts().stream().flatMap(verdict -> verdict.violations().stream()))
                .anySatisfy(said -> assertThat(said).contains(what));
    }

    private List<FreezeAlert> holds() {
        return right.alerts.values().stream()
                .filter(all -> all.stream().anyMatch(CheckerTest::isStanding))
                .findFirst()
                .orElseThrow();
    }

    /** What ran out is not held any more; the reasons of such holds are nobody's concern here, and left out. */
    private static boolean isStanding(FreezeAlert alert) {
        return alert.getAction() == AccountAction.HOLD && !alert.getReasons().isEmpty();
    }

    private static int place(List<FreezeAlert> alerts) {
        for (int place = 0; place < alerts.size(); place++) {
            if (isStanding(alerts.get(place))) {
                return place;
            }
        }
        throw new IllegalStateException("no hold");
    }

    private void changeHold(Consumer<FreezeAlert.Builder> change) {
        List<FreezeAlert> alerts = holds();
        FreezeAlert.Builder changed = FreezeAlert.newBuilder(alerts.get(place(alerts)));
        change.accept(changed);
        alerts.set(place(alerts), changed.build());
    }

    @Test
    void whereEverythingIsRightNothingIsFound() {
        assertThat(verdicts()).allSatisfy(verdict -> {
            assertThat(verdict.violations()).as(verdict.name()).isEmpty();
            assertThat(verdict.looked()).as(verdict.name()).isPositive();
        });
    }

    @Test
    void aLostAlertIsSeen() {
        List<FreezeAlert> alerts = holds();
        alerts.remove(place(alerts));

        assertSeen("asked nothing");
    }

    @Test
    void aSenTooMuchIsSeen() {
        changeHold(alert -> alert.setHold(List.of(new Amount(
                alert.getHold().get(0).getCurrency(), alert.getHold().get(0).getMinor() + 1))));

        assertSeen("but its bank is asked OfAccount");
    }

    @Test
    void aHoldThatNeverEndsIsSeen() {
        changeHold(alert -> alert.setHoldUntil(null));

        assertSeen("but its bank is asked OfAccount");
    }

    @Test
    void aHoldThatWasNotExtendedIsSeen() {
        List<FreezeAlert> alerts = right.alerts.values().stream()
                .filter(all -> all.stream().anyMatch(CheckerTest::isExtended))
                .findFirst()
                .orElseThrow();
        alerts.replaceAll(alert -> isExtended(alert)
                ? FreezeAlert.newBuilder(alert)
                        .setHoldUntil(alert.getIssuedAt().plus(Duration.ofHours(24)))
                        .build()
                : alert);

        assertSeen("but its bank is asked OfAccount");
    }

    private static boolean isEndOfHold(FreezeAlert alert) {
        return alert.getReasons().equals(List.of(AlertReason.HOLD_EXPIRED));
    }

    private List<FreezeAlert> endsOfHolds() {
        return right.alerts.values().stream()
                .filter(all -> all.stream().anyMatch(CheckerTest::isEndOfHold))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aHoldThatRanOutAndIsNotReleasedIsSeen() {
        endsOfHolds().removeIf(CheckerTest::isEndOfHold);

        assertSeen("expected OfAccount[action=RELEASE");
    }

    @Test
    void aHoldThatRanOutTooEarlyIsSeen() {
        endsOfHolds()
                .replaceAll(alert -> isEndOfHold(alert)
                        ? FreezeAlert.newBuilder(alert)
                                .setIssuedAt(alert.getIssuedAt().minusSeconds(1))
                                .setCausedAt(alert.getCausedAt().minusSeconds(1))
                                .build()
                        : alert);

        assertSeen("ran out with");
    }

    @Test
    void aReleaseThatComesTwiceIsSeen() {
        List<FreezeAlert> alerts = endsOfHolds();
        FreezeAlert released =
                alerts.stream().filter(CheckerTest::isEndOfHold).findFirst().orElseThrow();
        alerts.add(FreezeAlert.newBuilder(released).setRevision(3).build());

        assertSeen("came after");
    }

    @Test
    void anOrderToReleaseThatWasForgottenIsSeen() {
        List<FreezeAlert> alerts = right.alerts.values().stream()
                .filter(all -> all.stream().anyMatch(CheckerTest::isOrderedRelease))
                .findFirst()
                .orElseThrow();
        alerts.removeIf(CheckerTest::isOrderedRelease);

        assertSeen("reasons=[DIRECTIVE]");
    }

    private static boolean isOrderedRelease(FreezeAlert alert) {
        return alert.getAction() == AccountAction.RELEASE && alert.getReasons().equals(List.of(AlertReason.DIRECTIVE));
    }

    private List<ReturnRequest> returns() {
        return right.returns.values().iterator().next();
    }

    @Test
    void moneyThatNobodyAskedBackIsSeen() {
        returns().remove(0);

        assertSeen("but asked to give back is []");
    }

    @Test
    void moneyThatIsAskedBackTwiceIsSeen() {
        String alone = new Answer(workload, workload.withdrawn())
                .returns().values().stream()
                        .flatMap(accounts -> accounts.entrySet().stream())
                        .filter(each -> each.getValue().isAlone())
                        .findFirst()
                        .orElseThrow()
                        .getKey();
        List<ReturnRequest> requests =
                Objects.requireNonNull(right.returns.get(alone.substring(0, alone.indexOf(':'))));
        ReturnRequest once = requests.stream()
                .filter(request -> alone.endsWith(":" + request.getAccount()))
                .findFirst()
                .orElseThrow();
        requests.add(ReturnRequest.newBuilder(once).setRevision(2).build());

        assertSeen("but asked to give back is [");
    }

    @Test
    void aRequestThatIsTakenBackIsNoSecondOne() {
        List<ReturnRequest> requests = returns();
        ReturnRequest asked = requests.get(0);
        requests.add(ReturnRequest.newBuilder(asked)
                .setRevision(2)
                .setAmount(new Amount(asked.getAmount().getCurrency(), 0L))
                .setWithdrawn(true)
                .build());

        assertThat(verdicts())
                .allSatisfy(verdict ->
                        assertThat(verdict.violations()).as(verdict.name()).isEmpty());
    }

    @Test
    void aSenTooMuchThatIsAskedBackIsSeen() {
        List<ReturnRequest> requests = returns();
        Amount asked = requests.get(0).getAmount();
        requests.set(
                0,
                ReturnRequest.newBuilder(requests.get(0))
                        .setAmount(new Amount(asked.getCurrency(), asked.getMinor() + 1))
                        .build());

        assertSeen("but asked to give back is [");
    }

    @Test
    void moneyThatWasNotConfirmedAndIsAskedBackIsSeen() {
        List<ReturnRequest> requests = returns();
        requests.add(ReturnRequest.newBuilder(requests.get(0))
                .setRequestId("another")
                .setAccount("1")
                .build());

        assertSeen("nothing is to be given back");
    }

    private static boolean isExtended(FreezeAlert alert) {
        return Objects.equals(workload.extended().get(Checker.subject(alert)), alert.getHoldUntil())
                && alert.getHoldUntil() != null;
    }

    @Test
    void aQuestionThatWasDismissedAndIsAskedAllTheSameIsSeen() {
        Answer answer = new Answer(workload, workload.withdrawn());
        String dismissed = workload.dismissed().stream()
                .filter(subject -> subject.contains(":"))
                .filter(account -> answer.account(account).action() == AccountAction.NONE
                        && !answer.account(account).reasons().isEmpty())
                .findFirst()
                .orElseThrow();
        right.reviews.add(ReviewItem.newBuilder(right.reviews.get(0))
                .setSubject(dismissed)
                .build());

        assertSeen("account " + dismissed);
    }

    @Test
    void aGapInTheRevisionsIsSeen() {
        changeHold(alert -> alert.setRevision(2));

        assertSeen("revision 2 came after none");
    }

    @Test
    void anAlertThatCameTwiceIsSeen() {
        List<FreezeAlert> alerts = holds();
        alerts.add(alerts.get(place(alerts)));

        assertSeen("revision 1 came after 1");
    }

    @Test
    void aLostInputIsSeen() {
        List<?> reports = right.inputs.get(Topics.SCAM_REPORTS.name());
        reports.remove(0);

        assertSeen("but is there");
    }

    @Test
    void aBadInputThatNobodyRejectedIsSeen() {
        right.rejected.remove(0);

        assertSeen("is rejected 0 times, expected 1 to 1");
    }

    @Test
    void aRejectionThatCameTwiceIsSeen() {
        right.rejected.add(right.rejected.get(0));

        assertSeen("is rejected 2 times");
    }

    @Test
    void aGoodInputThatWasRejectedIsSeen() {
        int offset = 0;
        while (isRejected(offset)) {
            offset++;
        }
        right.rejected.add(RightAnswer.rejection(Topics.FUND_TRANSFERS.name(), offset, RejectReason.BAD_AMOUNT));

        assertSeen("is rejected 1 times, expected 0 to 0");
    }

    @Test
    void anOrderThatAnotherOneOvertookMayBeRefusedOnceAndNoOther() {
        Map<String, Long> orders = workload.inputs().stream()
                .filter(input -> input.topic().equals(Topics.DIRECTIVES.name()) && input.key() != null)
                .map(input -> Map.entry(
                        new String(input.key(), StandardCharsets.UTF_8),
                        new String(input.value(), StandardCharsets.UTF_8)))
                .distinct()
                .collect(Collectors.groupingBy(Map.Entry::getKey, Collectors.counting()));
        right.rejected.add(overtaken(subject(orders, true), 7));
        assertThat(verdicts())
                .allSatisfy(verdict -> assertThat(verdict.violations()).isEmpty());

        right.rejected.add(overtaken(subject(orders, false), 8));
        assertSeen("account-messages/0/8 is rejected, but there is no such input");
    }

    private static String subject(Map<String, Long> orders, boolean isOrderedTwice) {
        return orders.entrySet().stream()
                .filter(subject -> subject.getValue() > 1 == isOrderedTwice)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    private static RejectedRecord overtaken(String subject, long offset) {
        return RejectedRecord.newBuilder(
                        RightAnswer.rejection(Topics.ACCOUNT_MESSAGES.name(), offset, RejectReason.OTHER))
                .setSubject(subject)
                .build();
    }

    private boolean isRejected(int offset) {
        return right.rejected.stream()
                .anyMatch(record -> record.getSourceTopic().equals(Topics.FUND_TRANSFERS.name())
                        && record.getSourceOffset() == offset);
    }

    @Test
    void aReportWithoutAFileIsSeen() {
        right.reports.remove(0);

        assertSeen("has no enriched report");
    }

    @Test
    void aTrailThatDoesNotAddUpIsSeen() {
        for (int place = 0; place < right.reports.size(); place++) {
            EnrichedReport file = right.reports.get(place);
            if (file.getPayments().stream().anyMatch(payment -> payment.getTrail() != null)) {
                right.reports.set(
                        place,
                        EnrichedReport.newBuilder(file)
                                .setPayments(file.getPayments().stream()
                                        .map(CheckerTest::oneSenMore)
                                        .toList())
                                .build());
                break;
            }
        }

        assertSeen("its trail: held");
    }

    private static EnrichedPayment oneSenMore(EnrichedPayment payment) {
        return payment.getTrail() == null
                ? payment
                : EnrichedPayment.newBuilder(payment)
                        .setTrail(EnrichedTrail.newBuilder(payment.getTrail())
                                .setCashedOutMinor(payment.getTrail().getCashedOutMinor() + 1)
                                .build())
                        .build();
    }

    @Test
    void anAmountThatWasNotReportedIsSeen() {
        changeFile(
                file -> file.getPayments().isEmpty(),
                file -> file.setPayments(file.getPayments().stream()
                        .map(payment -> EnrichedPayment.newBuilder(payment)
                                .setAmountMinor(payment.getAmountMinor() + 1)
                                .build())
                        .toList()));

        assertSeen("reported were");
    }

    private void changeCase(
            Function<CaseSummary, List<Amount>> sums, BiConsumer<CaseSummary.Builder, List<Amount>> change) {
        changeFile(
                file -> file.getCaseSummary() == null
                        || sums.apply(file.getCaseSummary()).isEmpty(),
                file -> {
                    CaseSummary.Builder changed = CaseSummary.newBuilder(file.getCaseSummary());
                    change.accept(
                            changed,
                            sums.apply(file.getCaseSummary()).stream()
                                    .map(amount -> new Amount(amount.getCurrency(), amount.getMinor() + 1))
                                    .toList());
                    file.setCaseSummary(changed.build());
                });
    }

    @Test
    void aSumOfACaseThatIsNotThatOfItsPaymentsIsSeen() {
        changeCase(CaseSummary::getLost, CaseSummary.Builder::setLost);
        changeCase(CaseSummary::getHeld, CaseSummary.Builder::setHeld);
        changeCase(CaseSummary::getConfirmed, CaseSummary.Builder::setConfirmed);
        changeCase(CaseSummary::getCashedOut, CaseSummary.Builder::setCashedOut);
        changeCase(CaseSummary::getReturned, CaseSummary.Builder::setReturned);

        List.of("lost", "held", "confirmed", "cashed out", "returned")
                .forEach(what -> assertSeen("of its case " + what + " are"));
    }

    @Test
    void aSumOfABankThatIsNotThatOfItsAccountsIsSeen() {
        changeTrail(trail -> trail.setBanks(trail.getBanks().stream()
                .map(bank -> TrailBank.newBuilder(bank)
                        .setReleasedMinor(bank.getReleasedMinor() + 1)
                        .build())
                .toList()));

        assertSeen("a trail sums up to");
    }

    @Test
    void aSumOfATrailThatIsNotThatOfItsBanksIsSeen() {
        changeTrail(trail -> trail.setConfirmedMinor(trail.getConfirmedMinor() + 1));

        assertSeen("a trail sums up to");
    }

    /** Changes the first trail that reached any account. */
    private void changeTrail(Consumer<EnrichedTrail.Builder> change) {
        changeFile(
                file -> file.getPayments().stream().noneMatch(CheckerTest::hasTrail),
                file -> file.setPayments(file.getPayments().stream()
                        .map(payment -> {
                            if (!hasTrail(payment)) {
                                return payment;
                            }
                            EnrichedTrail.Builder trail = EnrichedTrail.newBuilder(payment.getTrail());
                            change.accept(trail);
                            return EnrichedPayment.newBuilder(payment)
                                    .setTrail(trail.build())
                                    .build();
                        })
                        .toList()));
    }

    private static boolean hasTrail(EnrichedPayment payment) {
        return payment.getTrail() != null && !payment.getTrail().getAccounts().isEmpty();
    }

    @Test
    void creditsThatDoNotComeToTheHoldAreSeen() {
        changeHold(alert -> alert.setCredits(List.of()));

        assertSeen("but the credits are []");
    }

    @Test
    void aLostEscalationIsSeen() {
        right.escalations.remove(0);

        assertSeen("owed to this day");
    }

    @Test
    void aLostReviewItemIsSeen() {
        String account = right.reviews.stream()
                .map(ReviewItem::getSubject)
                .filter(subject -> subject.contains(":"))
                .findFirst()
                .orElseThrow();
        right.reviews.removeIf(review -> review.getSubject().equals(account));

        assertSeen("account " + account + ": expected OfAccount[action=REVIEW");
    }

    @Test
    void anAccountThatAFileLeavesOutIsSeen() {
        changeFile(file -> file.getAccounts().isEmpty(), file -> file.setAccounts(List.of()));

        assertSeen("but its file [] and");
    }

    @Test
    void aNumberThatAFileLeavesOutIsSeen() {
        changeFile(file -> file.getNumbers().isEmpty(), file -> file.setNumbers(List.of()));

        assertSeen(" and []");
    }

    @Test
    void aPaymentThatAFileLeavesOutIsSeen() {
        changeFile(file -> file.getPayments().isEmpty(), file -> file.setPayments(List.of()));

        assertSeen("payments, but its file 0");
    }

    @Test
    void anOperatorsAnswerThatAFileLacksIsSeen() {
        changeFile(
                file -> file.getNumbers().stream().allMatch(number -> number.getAnswer() == null),
                file -> file.setNumbers(file.getNumbers().stream()
                        .map(number ->
                                EnrichedNumber.newBuilder(number).clearAnswer().build())
                        .toList()));

        assertSeen("a file has the answer null");
    }

    @Test
    void whatCameOutAndIsNoEventIsSeen() {
        right.unreadable.add("freeze-alerts.ALFAMYKL/0/7");

        assertSeen("freeze-alerts.ALFAMYKL/0/7");
    }

    /** Changes the first file that is not passed over. */
    private void changeFile(Predicate<EnrichedReport> passedOver, Consumer<EnrichedReport.Builder> change) {
        for (int place = 0; place < right.reports.size(); place++) {
            EnrichedReport file = right.reports.get(place);
            if (!passedOver.test(file)) {
                EnrichedReport.Builder changed = EnrichedReport.newBuilder(file);
                change.accept(changed);
                right.reports.set(place, changed.build());
                return;
            }
        }
        throw new IllegalStateException("no such file");
    }
}
