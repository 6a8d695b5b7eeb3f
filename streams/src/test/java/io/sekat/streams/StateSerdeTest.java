package io.sekat.streams;

import static io.sekat.streams.Samples.PAID;
import static io.sekat.streams.Samples.RECEIVED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.smile.databind.SmileMapper;
import io.sekat.events.AccountAction;
import io.sekat.events.AccountStatus;
import io.sekat.events.AlertReason;
import io.sekat.events.BlockOutcome;
import io.sekat.events.DirectiveKind;
import io.sekat.events.DirectoryState;
import io.sekat.events.FreezeOutcome;
import io.sekat.events.NumberAction;
import io.sekat.money.Money;
import io.sekat.money.Sums;
import io.sekat.streams.core.Due;
import io.sekat.streams.core.Naming;
import io.sekat.streams.core.account.AccountState;
import io.sekat.streams.core.account.Asked;
import io.sekat.streams.core.account.BankAnswer;
import io.sekat.streams.core.account.Claimed;
import io.sekat.streams.core.account.Decision;
import io.sekat.streams.core.account.Gone;
import io.sekat.streams.core.account.Order;
import io.sekat.streams.core.account.PaymentClaim;
import io.sekat.streams.core.account.Returning;
import io.sekat.streams.core.account.Root;
import io.sekat.streams.core.account.Stolen;
import io.sekat.streams.core.account.Transfer;
import io.sekat.streams.core.phone.FollowUp;
import io.sekat.streams.core.phone.NumberDecision;
import io.sekat.streams.core.phone.NumberState;
import io.sekat.streams.core.phone.OperatorAnswer;
import io.sekat.streams.core.trail.TrailRoot;
import io.sekat.streams.intake.WaitingReport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;

class StateSerdeTest {
    private static final SmileMapper MAPPER = new SmileMapper();
    private static final Naming NAMING = new Naming("person-1", PAID);
    private static final Money MONEY = new Money("MYR", 500_000);
    private static final List<Claimed> CLAIMANTS = List.of(new Claimed("R1", NAMING));

    private static final Due DUE = new Due(
            new Due.Question(3, PAID, RECEIVED),
            new Due.Question(4, PAID, Instant.ofEpochMilli(Long.MAX_VALUE)),
            1,
            new Due(new Due.Question(1, PAID, PAID), new Due.Question(2, PAID, RECEIVED), 2, null));

    static final AccountState ACCOUNT = new AccountState(
            new TreeMap<>(Map.of("R1", NAMING)),
            new Stolen(
                    new TreeMap<>(Map.of("AUD", 3L, "MYR", 500_000L)),
                    1,
                    2,
                    new TreeMap<>(Map.of("ALPHMYKL:100000001|TX1", CLAIMANTS)),
                    null),
            new TreeMap<>(Map.of("R2#0", new PaymentClaim("R2", 0, NAMING, "BETAMYKL:200000002", MONEY, PAID, null))),
            new TreeMap<>(Map.of("R2#0", "TX9")),
            new TreeMap<>(
                    Map.of("TX9", new Root(new Transfer("TX9", "BETAMYKL:200000002", MONEY, PAID), MONEY, CLAIMANTS))),
            true,
            new Order(DirectiveKind.CONFIRM_FREEZE, "D1", PAID, null),
            new Asked(
                    2,
                    7,
                    AccountAction.HOLD,
                    Sums.of(List.of(MONEY, new Money("AUD", 3))),
                    List.of(AlertReason.NAMED_IN_REPORT, AlertReason.VERIFIED_PAYMENT),
                    DirectoryState.KNOWN,
                    AccountStatus.ACTIVE,
                    RECEIVED),
            new AccountState.Review(
                    3,
                    new Decision(
                            AccountAction.REVIEW,
                            Sums.NONE,
                            List.of(AlertReason.PROTECTED),
                            DirectoryState.KNOWN,
                            AccountStatus.DORMANT)),
            null,
            new TreeMap<>());

    private static final AccountState FOLLOWED = ACCOUNT.withStolen(
                    ACCOUNT.stolen().withGivenBack("MYR", 7))
            .withFollowUp(new io.sekat.streams.core.account.FollowUp(
                    DUE,
                    new BankAnswer(
                            "A1",
                            2,
                            6,
                            FreezeOutcome.PARTLY_HELD,
                            Sums.of(List.of(MONEY)),
                            null,
                            PAID,
                            RECEIVED,
                            false,
                            new Gone(new TreeMap<>(Map.of("MYR", 7L)), new TreeMap<>(Map.of("AUD", 1L)))),
                    new io.sekat.streams.core.account.FollowUp.Term(RECEIVED, "D7", PAID),
                    PAID,
                    true,
                    RECEIVED));

    private static final NumberState NUMBER = new NumberState(
            new TreeMap<>(Map.of("R1", new NumberState.Named(NAMING, PAID))),
            new NumberState.Order(DirectiveKind.RELEASE, "D2", Instant.ofEpochMilli(Long.MAX_VALUE)),
            new NumberState.Asked(1, 4, "CELCO", NumberAction.BLOCK, List.of(AlertReason.SEVERAL_VICTIMS)),
            new NumberState.Review(2, new NumberDecision(NumberAction.REVIEW, "CELCO", List.of())),
            new FollowUp(
                    new TreeMap<>(Map.of("CELCO", 4L)),
                    new TreeMap<>(Map.of("CELCO", DUE)),
                    new TreeMap<>(Map.of(
                            "CELCO",
                            new OperatorAnswer(
                                    "A1", 3, BlockOutcome.REFUSED, "an emergency line", PAID, RECEIVED, true))),
                    RECEIVED));

    private final Serde<AccountState> accounts = StateSerde.of(AccountState.class);
    private final Serde<NumberState> numbers = StateSerde.of(NumberState.class);

    @Test
    void whatIsWrittenReadsBackTheSame() {
        assertThat(roundTrip(accounts, ACCOUNT)).isEqualTo(ACCOUNT);
        assertThat(roundTrip(accounts, FOLLOWED)).isEqualTo(FOLLOWED);
        assertThat(roundTrip(accounts, AccountState.EMPTY)).isEqualTo(AccountState.EMPTY);
        assertThat(roundTrip(numbers, NUMBER)).isEqualTo(NUMBER);
        assertThat(roundTrip(numbers, NumberState.EMPTY)).isEqualTo(NumberState.EMPTY);
    }

    @Test
    void whatAnEarlierVersionWroteOfAReturnIsRead() throws IOException {
        TrailRoot root = new TrailRoot("ALPHMYKL:100000001", "TX1", PAID);
        Returning returning =
                new Returning(root, "D9", "officer-7", PAID, 2, 500_000, DUE, List.of("BACK1"), 1, 500_000, "MYR");
        Serde<Returning> serde = StateSerde.of(Returning.class);
        assertThat(roundTrip(serde, returning)).isEqualTo(returning);

        ObjectNode tree = (ObjectNode) MAPPER.readTree(serde.serializer().serialize("store", returning));
        tree.remove(List.of("promisedBefore", "awaitedMinor", "currency"));
        Returning read = serde.deserializer().deserialize("store", MAPPER.writeValueAsBytes(tree));

        assertThat(read)
                .isEqualTo(new Returning(root, "D9", "officer-7", PAID, 2, 500_000, DUE, List.of("BACK1"), 0, 0, null));
    }

    @Test
    void whatAnEarlierVersionWroteOfWhatIsOwedIsRead() throws IOException {
        Serde<Due> serde = StateSerde.of(Due.class);
        ObjectNode tree = (ObjectNode) MAPPER.readTree(serde.serializer().serialize("store", DUE));
        tree.remove("spent");

        Due read = serde.deserializer().deserialize("store", MAPPER.writeValueAsBytes(tree));

        assertThat(read).isEqualTo(new Due(DUE.oldest(), DUE.newest(), 1, null));
    }

    @Test
    void aWaitingReportKeepsItsBytes() {
        WaitingReport waiting = new WaitingReport(new byte[] {'R'}, 3, 5, new byte[] {0, -1, 127}, PAID, RECEIVED);

        assertThat(roundTrip(StateSerde.of(WaitingReport.class), waiting))
                .usingRecursiveComparison()
                .isEqualTo(waiting);
    }

    @Test
    void aRemovedRecordStaysRemoved() {
        assertThat(accounts.serializer().serialize("store", null)).isNull();
        assertThat(accounts.deserializer().deserialize("store", null)).isNull();
    }

    @Test
    void aFieldThatALaterVersionAddedIsPassedOver() throws IOException {
        ObjectNode tree = tree(ACCOUNT);
        tree.put("ofALaterVersion", 1);
        ((ObjectNode) tree.get("asked")).putObject("alsoLater").put("deep", true);

        assertThat(read(tree)).isEqualTo(ACCOUNT);
    }

    @Test
    void fieldsThatAnEarlierVersionDidNotWriteAreEmpty() throws IOException {
        assertThat(read(MAPPER.createObjectNode())).isEqualTo(AccountState.EMPTY);

        ObjectNode tree = tree(ACCOUNT);
        ((ObjectNode) tree.get("asked")).remove(List.of("reasons", "holdUntil"));
        AccountState read = read(tree);

        assertThat(read.stolen()).isEqualTo(ACCOUNT.stolen());
        assertThat(read.asked().orElseThrow().reasons()).isEmpty();
        assertThat(read.asked().orElseThrow().holdUntil()).isNull();
    }

    @Test
    void whatAnEarlierVersionDidNotCountOfWhatHasLeftIsNothing() throws IOException {
        ObjectNode tree = tree(FOLLOWED);
        ((ObjectNode) tree.get("stolen")).remove("gone");
        ((ObjectNode) tree.get("followUp").get("answer")).remove("gone");

        AccountState read = read(tree);

        assertThat(read.stolen()).isEqualTo(ACCOUNT.stolen());
        assertThat(read.followUp().answer().orElseThrow().goneOrNull()).isNull();
        assertThat(read.confirmed()).isEqualTo(Sums.of(List.of(MONEY)));
    }

    /**
     * State that is on disks and in changelogs was written like this. When this fails, new code reads old state
     * differently: keep both forms readable; never replace the file.
     */
    @Test
    void stateThatVersion010WroteIsReadTheSame() throws IOException {
        byte[] written = Base64.getMimeDecoder().decode(golden());

        assertThat(accounts.deserializer().deserialize("store", written)).isEqualTo(ACCOUNT);
    }

    @Test
    void whatIsNoStateIsAnErrorThatNamesTheStore() {
        byte[] garbage = "garbage".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> accounts.deserializer().deserialize("account-state", garbage))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("account-state");
    }

    private static byte[] golden() throws IOException {
        try (InputStream in = StateSerdeTest.class.getResourceAsStream("account-state-0.1.0.base64")) {
            return in.readAllBytes();
        }
    }

    private ObjectNode tree(AccountState state) throws IOException {
        JsonNode tree = MAPPER.readTree(accounts.serializer().serialize("store", state));
        return (ObjectNode) tree;
    }

    private AccountState read(ObjectNode tree) throws IOException {
        return accounts.deserializer().deserialize("store", MAPPER.writeValueAsBytes(tree));
    }

    private static <T> T roundTrip(Serde<T> serde, T state) {
        return serde.deserializer().deserialize("store", serde.serializer().serialize("store", state));
    }
}
