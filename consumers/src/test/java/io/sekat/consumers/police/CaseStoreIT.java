package io.sekat.consumers.police;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sekat.consumers.police.CaseStore.CaseEntry;
import io.sekat.consumers.police.CaseStore.CaseFile;
import io.sekat.consumers.police.CaseStore.ReportEntry;
import io.sekat.consumers.police.CaseStore.Restitution;
import io.sekat.consumers.police.CaseStore.RestitutionAccount;
import io.sekat.consumers.police.CaseStore.Role;
import io.sekat.events.AccountAction;
import io.sekat.events.Amount;
import io.sekat.events.EnrichedPayment;
import io.sekat.events.Escalation;
import io.sekat.events.EscalationKind;
import io.sekat.events.FreezeOutcome;
import io.sekat.events.FreezeResponse;
import io.sekat.identifiers.AccountId;
import io.sekat.identifiers.PhoneNumber;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CaseStoreIT {
    private static final Page.Wanted FIRST = Page.Wanted.first(50);
    private static TestDatabase database;
    private static CaseStore store;

    @BeforeAll
    static void start() throws Exception {
        database = TestDatabase.start();
        store = new CaseStore(database.open());
    }

    @AfterAll
    static void stop() throws Exception {
        database.close();
    }

    @BeforeEach
    void empty() throws SQLException {
        database.empty();
    }

    @Test
    void findsReportsByAccountNumberAndNameToken() throws SQLException {
        write(Events.story());

        assertThat(store.byAccount(AccountId.of(Events.BANK, Events.ACCOUNT), FIRST)
                        .rows())
                .extracting(ReportEntry::reportId, ReportEntry::role)
                .containsExactly(tuple("R-3", Role.NAMED), tuple("R-2", Role.NAMED), tuple("R-1", Role.NAMED));
        assertThat(store.byAccount(AccountId.of("MBBEMYKL", "7777"), FIRST).rows())
                .extracting(ReportEntry::reportId, ReportEntry::role)
                .containsExactly(tuple("R-2", Role.REACHED), tuple("R-1", Role.REACHED));
        assertThat(store.byAccount(AccountId.of("MBBEMYKL", "4472"), FIRST).rows())
                .extracting(ReportEntry::role)
                .containsOnly(Role.VICTIM);
        assertThat(store.byNumber(new PhoneNumber(Events.NUMBER), FIRST).rows()).hasSize(3);
        assertThat(store.byNameToken("h-1", FIRST).rows()).hasSize(3);
        assertThat(store.byNameToken("s-1", FIRST).rows()).hasSize(3);
        assertThat(store.byNameToken("v-R-2", FIRST).rows())
                .extracting(ReportEntry::reportId)
                .containsExactly("R-2");
        assertThat(store.byCase("R-1", FIRST).rows())
                .extracting(ReportEntry::reportId)
                .containsExactly("R-2", "R-1");
    }

    @ParameterizedTest
    @CsvSource({
        "parcels custom, Caller said a parcel with my name was held by customs",
        "CALLING, The caller called twice",
        "parc*, A parcel came",
        "meminta tac, 'Pautan bank palsu, TAC diminta, wang dipindah'",
        "minta, 'Pautan bank palsu, TAC diminta, wang dipindah'",
        "memindahkan wang, 'Pautan bank palsu, TAC diminta, wang dipindah'",
        "tipu, Saya telah menipu dan ditipu",
        "penipuan, Dia ditipu oleh scammer",
        "menekan, Disuruh tekan butang itu",
        "tekan, Disuruh menekan butang itu",
        "kirim, Wang telah dikirimkan",
        "mengirim, Wang dikirim semalam",
        "pembayaran, Diminta bayar duran proses pinjaman",
        "peminjam, Diminta bayar duran proses pinjaman",
        "the caller yang meminta wang, Caller minta wang",
        "kafe, Jumpa di Kafé Ali",
        "012-7131666, Panggilan dari 012-7131666 semalam"
    })
    void findsWordsInAnyForm(String words, String narrative) throws SQLException {
        write(List.of(
                Events.report("R-1", 1).setNarrative(narrative).build(),
                Events.report("R-2", 1).setNarrative("Something else entirely").build(),
                Events.report("R-3", 1).setNarrative(null).build()));

        assertThat(store.search(words, FIRST).rows())
                .extracting(ReportEntry::reportId)
                .containsExactly("R-1");
    }

    /** Roots, each with words made of it, which any search of one of them finds (decision 19). */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "minta diminta meminta",
                "pindah dipindah memindahkan pindahan",
                "bayar bayaran pembayaran dibayar",
                "tipu menipu ditipu penipuan penipu",
                "panggil panggilan memanggil dipanggil",
                "beli membeli pembelian",
                "pinjam pinjaman meminjam peminjam",
                "hubungi menghubungi dihubungi",
                "kirim mengirim kiriman",
                "tekan menekan ditekan",
                "jual menjual penjual jualan",
                "labur pelaburan melabur pelabur",
                "sewa menyewa penyewa",
                "tawar menawarkan tawaran ditawarkan",
                "simpan menyimpan simpanan",
                "ajak mengajak",
                "ugut mengugut ugutan diugut",
                "masuk memasukkan kemasukan",
                "sambung menyambung",
                "janji menjanjikan dijanjikan",
                "tukar menukar pertukaran",
                "ambil mengambil",
                "serah menyerahkan"
            })
    void everyFormOfAMalayWordFindsTheOthers(String family) throws SQLException {
        for (String searched : family.split(" ", -1)) {
            for (String written : family.split(" ", -1)) {
                assertThat(database.texts(
                                "SELECT narrative_vector('%s') @@ narrative_query('%s')".formatted(written, searched)))
                        .as("%s finds %s", searched, written)
                        .containsExactly("t");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"customs wang", "polis", "the", "'  '", "'& | ! ( :* ''", "a&b", "par*"})
    void findsNothingWhereNotAllWordsAreThere(String words) throws SQLException {
        write(List.of(Events.report("R-1", 1).setNarrative("Held by customs").build()));

        assertThat(store.search(words, FIRST).rows()).isEmpty();
    }

    @Test
    void pagesMeetEveryRowOnce() throws SQLException {
        List<SpecificRecord> reports = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            String id = "R-" + i;
            reports.add(Events.report(id, 1)
                    .setReportedAt(Events.TIME.plusSeconds(i / 5))
                    .setCaseSummary(Events.summary(id, id)
                            .setLost(List.of(new Amount("MYR", (long) (i / 3))))
                            .build())
                    .build());
        }
        write(reports);

        assertThat(all(page -> store.byNumber(new PhoneNumber(Events.NUMBER), page)))
                .hasSize(25)
                .doesNotHaveDuplicates();
        assertThat(all(page -> store.search("customs", page))).hasSize(25).doesNotHaveDuplicates();
        assertThat(all(store::newestCases)).hasSize(25).doesNotHaveDuplicates();
        assertThat(all(page -> store.largestCases("MYR", page)))
                .extracting(CaseEntry::summary)
                .extracting(
                        summary -> summary.path("lost").path(0).path("minor").asLong())
                .hasSize(25)
                .isSortedAccordingTo((one, other) -> Long.compare(other, one));
    }

    @Test
    void aPlaceThatNoPageGaveIsRefused() {
        assertThatThrownBy(() -> new Page.Wanted(Optional.of("nonsense"), 10))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nonsense");
    }

    @Test
    void showsACaseWithEverything() throws SQLException {
        write(Events.story());

        CaseFile file = store.caseFile("R-2").orElseThrow();

        assertThat(file.caseId()).isEqualTo("R-1");
        assertThat(file.summary().path("reportCount").asInt()).isEqualTo(2);
        assertThat(file.reports())
                .extracting(report -> report.path("reportId").asText())
                .containsExactly("R-2", "R-1");
        assertThat(file.banks())
                .extracting(bank -> bank.participantId() + " " + bank.held())
                .containsExactly("MBBEMYKL 30000", "RHBBMYKL 60000");
        assertThat(file.asked())
                .extracting(asked -> asked.participantId() + " " + asked.action() + " "
                        + (asked.response() == null
                                ? "-"
                                : asked.response().path("revision").asLong()))
                .containsExactlyInAnyOrder("MAXIS WITHDRAW -", "YES BLOCK 3", "RHBBMYKL HOLD 2", "RHBBMYKL RETURN -");
        assertThat(file.escalations()).hasSize(2);
        assertThat(store.caseFile("R-3").orElseThrow().summary()).isNull();
        assertThat(store.caseFile("R-9")).isEmpty();
        assertThat(store.history(Events.BANK + ":" + Events.ACCOUNT))
                .extracting(event -> event.path("revision").asLong())
                .containsExactly(1L, 1L, 2L);
    }

    @Test
    void statesWhatBecameOfEachPaymentOfAVictim() throws SQLException {
        write(Events.story());
        EnrichedPayment first = Events.report("R-1", 1).getPayments().get(0);
        write(List.of(Events.report("R-4", 1).setPayments(List.of(first)).build())); // another report of it

        List<Restitution> statements = store.restitutions(AccountId.of("MBBEMYKL", "4472"));

        assertThat(statements)
                .extracting(Restitution::subject, Restitution::claimed, Restitution::held, Restitution::cashedOut)
                .containsExactly(
                        tuple("MBBEMYKL:4472#T-R-1", 50_000L, 45_000L, 5_000L),
                        tuple("MBBEMYKL:4472#T-R-2", 50_000L, 45_000L, 5_000L));
        assertThat(statements.get(0).accounts())
                .extracting(RestitutionAccount::participantId, RestitutionAccount::held)
                .containsExactly(tuple(Events.BANK, 30_000L), tuple("MBBEMYKL", 15_000L));
        assertThat(store.restitutions(AccountId.of("MBBEMYKL", "9999"))).isEmpty();
    }

    @Test
    void listsWhatIsOpenAndOverdue() throws SQLException {
        write(Events.story());

        assertThat(store.openReviews(FIRST).rows())
                .extracting(CaseStore.ReviewEntry::subject)
                .containsExactly(Events.BANK + ":2222");
        // F-1 was answered, and F-2 was escalated twice.
        assertThat(store.overdueAlerts(FIRST).rows())
                .extracting(CaseStore.OverdueEntry::alertId, CaseStore.OverdueEntry::level)
                .containsExactly(tuple("F-2", 2));
    }

    /** Each was refused, so that no answer came: what the bank was asked is not in the topic of responses. */
    @Test
    void whatIsNoAnswerLeavesAnAlertOverdue() throws SQLException {
        String account = Events.BANK + ":" + Events.ACCOUNT;
        write(List.of(Events.freeze(1, AccountAction.HOLD), Events.escalation("F-1", account, Events.BANK, 1)));
        FreezeResponse held = Events.held(1);
        List<FreezeResponse> refused = List.of(
                Events.held(99),
                FreezeResponse.newBuilder(held)
                        .setRespondedAt(Events.TIME.plus(Duration.ofMinutes(6)))
                        .build(),
                FreezeResponse.newBuilder(held)
                        .setOutcome(FreezeOutcome.RELEASED)
                        .setHeld(List.of())
                        .build(),
                FreezeResponse.newBuilder(held)
                        .setOutcome(FreezeOutcome.RETURNED)
                        .build(),
                FreezeResponse.newBuilder(held)
                        .setOutcome(FreezeOutcome.PARTLY_HELD)
                        .setHeld(List.of())
                        .build());

        for (FreezeResponse each : refused) {
            write(List.of(each));
            assertThat(store.overdueAlerts(FIRST).rows())
                    .as("%s", each)
                    .extracting(CaseStore.OverdueEntry::alertId)
                    .containsExactly("F-1");
        }

        write(List.of(held));
        assertThat(store.overdueAlerts(FIRST).rows()).isEmpty();
    }

    @Test
    void aReturnRequestThatIsTakenBackIsOverdueNoMore() throws SQLException {
        Escalation notice = Escalation.newBuilder(
                        Events.escalation("Q-1", Events.BANK + ":" + Events.ACCOUNT, Events.BANK, 1))
                .setKind(EscalationKind.RETURN_REQUEST)
                .build();
        write(List.of(Events.giveBack(1).build(), notice));
        assertThat(store.overdueAlerts(FIRST).rows())
                .extracting(CaseStore.OverdueEntry::alertId)
                .containsExactly("Q-1");

        write(List.of(Events.giveBack(2).setWithdrawn(true).build()));

        assertThat(store.overdueAlerts(FIRST).rows()).isEmpty();
    }

    @FunctionalInterface
    private interface Pages<T> {
        Page<T> read(Page.Wanted wanted) throws SQLException;
    }

    private static <T> List<T> all(Pages<T> pages) throws SQLException {
        List<T> rows = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            Page<T> page = pages.read(new Page.Wanted(after, 4));
            rows.addAll(page.rows());
            after = page.next();
        } while (after.isPresent());
        return rows;
    }

    private static Tuple tuple(Object... values) {
        return Tuple.tuple(values);
    }

    private static void write(List<? extends SpecificRecord> events) throws SQLException {
        Changes changes = new Changes();
        events.forEach(event -> changes.add(event, Events.TIME));
        try (Connection connection = database.open().connection()) {
            connection.setAutoCommit(false);
            CaseWriter.write(connection, changes);
            connection.commit();
        }
    }
}
