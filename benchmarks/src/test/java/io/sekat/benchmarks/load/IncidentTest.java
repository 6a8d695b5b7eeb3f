package io.sekat.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekat.benchmarks.load.Expected.Kind;
import io.sekat.events.AccountAction;
import io.sekat.events.Amount;
import io.sekat.events.FreezeAlert;
import io.sekat.events.FundTransfer;
import io.sekat.identifiers.AccountId;
import io.sekat.serdes.AvroSerdes;
import io.sekat.streams.core.intake.TypedNumbers;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IncidentTest {
    @BeforeAll
    static void trust() {
        AvroSerdes.trustEvents();
    }

    @Test
    void eachKindOfAlertComesOfSomeReport() {
        Map<Kind, Long> kinds = kinds(Incident.of(0, 300, 5, 50));

        assertThat(kinds)
                .containsEntry(Kind.TRAIL, 30L)
                .containsEntry(Kind.HOLD, 240L)
                .containsEntry(Kind.FREEZE, 10L)
                .containsEntry(Kind.WATCH, 147L)
                .containsEntry(Kind.BLOCK, 146L);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 20, 50, 200, 500, 2_000})
    void thoseWhoShareSomethingCallWithinAboutASecondButNotAtOnce(int perSecond) {
        Map<Object, List<Integer>> calls = new HashMap<>();
        List<Incident> incidents = Incident.of(0, 40 * perSecond, 5, perSecond);
        for (int i = 0; i < incidents.size(); i++) {
            int call = i;
            identifiers(incidents.get(i))
                    .forEach(identifier -> calls.computeIfAbsent(identifier, any -> new ArrayList<>())
                            .add(call));
        }

        int rest = incidents.size() - perSecond - 30; // who calls last shares with few
        List<Integer> apart = calls.values().stream()
                .filter(places -> places.get(0) < rest)
                .flatMap(places -> IntStream.range(1, places.size()).mapToObj(i -> places.get(i) - places.get(i - 1)))
                .toList();
        assertThat(apart).allSatisfy(reports -> assertThat(reports).isBetween(perSecond / 5, perSecond + 30));
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 500, 2_000})
    void everyThreeSecondsHaveEachKindOfAlert(int perSecond) {
        List<Incident> incidents = Incident.of(0, 60 * perSecond, 5, perSecond);

        for (int second = 0; second < 60; second += 3) {
            assertThat(kinds(incidents.subList(second * perSecond, (second + 3) * perSecond)))
                    .containsKeys(Kind.TRAIL, Kind.HOLD, Kind.FREEZE, Kind.WATCH, Kind.BLOCK);
        }
    }

    @ParameterizedTest
    @CsvSource({"300,50", "300,2000", "1750,50", "15000,500", "17500,50", "17510,500", "22500,2000"})
    void noCaseHasMoreThanAHandfulOfReports(int count, int perSecond) {
        Map<Object, List<Incident>> naming = new HashMap<>();
        List<Incident> incidents = Incident.of(0, count, 5, perSecond);
        incidents.forEach(one -> identifiers(one)
                .forEach(identifier -> naming.computeIfAbsent(identifier, any -> new ArrayList<>())
                        .add(one)));

        Set<Incident> seen = new HashSet<>();
        int largest = 0;
        for (Incident seed : incidents) {
            Deque<Incident> ahead = new ArrayDeque<>(seen.add(seed) ? List.of(seed) : List.of());
            int size = 0;
            while (!ahead.isEmpty()) {
                size++;
                identifiers(ahead.remove())
                        .flatMap(identifier -> naming.get(identifier).stream())
                        .filter(seen::add)
                        .forEach(ahead::add);
            }
            largest = Math.max(largest, size);
        }

        assertThat(largest).isEqualTo(6);
    }

    private static Stream<Object> identifiers(Incident incident) {
        return Stream.of(incident.suspect(), incident.line().getPhoneNumber());
    }

    @Test
    void nothingIsExpectedTwice() {
        List<Incident> incidents = new ArrayList<>(Incident.of(0, 250, 5, 50));
        incidents.addAll(Incident.of(250, 61, 5, 50));

        assertThat(incidents.stream().flatMap(one -> one.expected().stream()).map(Expected::subject))
                .doesNotHaveDuplicates();
    }

    @Test
    void everyNumberCanBeDialled() {
        TypedNumbers numbers = new TypedNumbers("MY");

        assertThat(Incident.of(7_999_000, 2_000, 1, 50))
                .allSatisfy(one ->
                        assertThat(numbers.read(one.line().getPhoneNumber())).isPresent());
    }

    @Test
    void aReportIsSeenOnlyInTheAlertThatItMustBringAbout() {
        Expected hold = new Expected(Kind.HOLD, "BANK:1", 100);

        assertThat(hold.isAskedBy(alert(AccountAction.HOLD, 100))).isTrue();
        assertThat(hold.isAskedBy(alert(AccountAction.HOLD, 99))).isFalse();
        assertThat(hold.isAskedBy(alert(AccountAction.WATCH, 100))).isFalse();
        assertThat(hold.isSeen()).isFalse();
    }

    @Test
    void timesCountFromTheSchedule() {
        Expected hold = new Expected(Kind.HOLD, "BANK:1", 100);
        hold.due(5_000_000);
        hold.appended(40);
        hold.seen(7_500_000, 42);

        assertThat(hold.microsFromSchedule()).hasValue(2_500);
        assertThat(hold.millisFromAppend()).hasValue(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 11, 12, 110, 1_234, 9_000})
    void moneyThatIsSplitAddsUp(int size) {
        Incident incident = Incident.tree(3, size);

        Map<String, Long> left = new HashMap<>();
        for (FundTransfer transfer : incident.transfers()) {
            left.merge(
                    transfer.getDebtorBank() + ":" + transfer.getDebtorAccount(),
                    -transfer.getAmountMinor(),
                    Long::sum);
            left.merge(
                    AccountId.of(transfer.getCreditorBank(), transfer.getCreditorAccount())
                            .toString(),
                    transfer.getAmountMinor(),
                    Long::sum);
        }
        left.values().removeIf(minor -> minor == 0);

        long paid = incident.report().getPayments().get(0).getAmountMinor();
        assertThat(left.values().stream().filter(minor -> minor < 0)).containsExactly(-paid);
        assertThat(left).hasSize(incident.expected().size() + 1);
        assertThat(incident.accounts()).hasSize(size);
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 51, 100, 10_000})
    void whatIsPaidIntoAWalletLeavesByItsNextPayments(int size) {
        Incident incident = Incident.wallet(3, size);
        FundTransfer stolen = incident.transfers().stream()
                .filter(transfer -> transfer.getTransferRef().startsWith("S"))
                .findFirst()
                .orElseThrow();

        List<String> takers = incident.transfers().stream()
                .filter(transfer -> transfer.getSettledAt().isAfter(stolen.getSettledAt()))
                .sorted(Comparator.comparing(FundTransfer::getSettledAt))
                .limit(stolen.getAmountMinor() / 2_000)
                .map(transfer -> AccountId.of(transfer.getCreditorBank(), transfer.getCreditorAccount())
                        .toString())
                .toList();

        assertThat(incident.transfers()).hasSize(size + 1);
        assertThat(incident.expected())
                .filteredOn(one -> one.kind() == Kind.TRAIL)
                .extracting(Expected::subject)
                .containsExactlyElementsOf(takers);
        assertThat(incident.expected()).hasSize(takers.size() + 1);
    }

    @Test
    void othersAreAboutAccountsThatWillDoAlone() {
        List<Incident> incidents =
                Incident.ofAccounts(100, 5, account -> account.number().charAt(9) == '4');

        assertThat(incidents).extracting(Incident::serial).containsExactly(104, 114, 124, 134, 144);
    }

    private static FreezeAlert alert(AccountAction action, long minor) {
        return FreezeAlert.newBuilder()
                .setAlertId("a")
                .setBank("BANK")
                .setAccount("1")
                .setRevision(1)
                .setAction(action)
                .setHold(List.of(new Amount("MYR", minor)))
                .setCausedAt(Instant.EPOCH)
                .setIssuedAt(Instant.EPOCH)
                .setRespondBy(Instant.EPOCH)
                .build();
    }

    private static Map<Kind, Long> kinds(List<Incident> incidents) {
        return incidents.stream()
                .flatMap(one -> one.expected().stream())
                .collect(Collectors.groupingBy(Expected::kind, Collectors.counting()));
    }
}
