package io.sekat.benchmarks.torture;

import io.sekat.benchmarks.torture.Transfer.Root;
import io.sekat.events.AccountEntry;
import io.sekat.events.PhoneEntry;
import io.sekat.topics.Topic;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Everything that is sent in a run, in the order in which it is sent, and the facts that the answer follows from. What it
 * depends on which of two came first is sent in a second act, once all of the first is done: orders to release and to give
 * back, and reports about what was released before.
 */
final class Workload {
    /** What a share of the second act is a share of. */
    static final int WHOLE = 1000;

    /** Within which everything happened; people order the rest a day later at the latest. */
    private static final Duration LONGEST = Duration.ofHours(5 * 24 + 3);

    private static final Duration AGO = Duration.ofHours(5 * 24 + 12);

    private final Serializer<SpecificRecord> serializer;
    private final Instant past;
    private final List<Input> inputs = new ArrayList<>();
    private final List<Report> reports = new ArrayList<>();
    private final Set<String> withdrawn = new TreeSet<>();
    private final List<Transfer> transfers = new ArrayList<>();
    private final Map<String, Map<String, Long>> paid = new HashMap<>();
    private final Map<String, AccountEntry> accounts = new HashMap<>();
    private final Map<String, PhoneEntry> phones = new HashMap<>();
    private final Set<String> ordered = new TreeSet<>();
    private final Set<String> dismissed = new TreeSet<>();
    private final Map<String, Instant> extended = new HashMap<>();
    private final Map<String, Set<Instant>> extensions = new HashMap<>();
    private final List<Input> later = new ArrayList<>();
    private final Set<String> released = new TreeSet<>();
    private final Set<String> reopened = new TreeSet<>();
    private final Set<String> given = new TreeSet<>();
    private final Set<Root> returned = new HashSet<>();

    private Workload(Serializer<SpecificRecord> serializer, Instant past) {
        this.serializer = serializer;
        this.past = past;
    }

    /**
     * Draws one.
     *
     * @param rings how many groups of accounts that have nothing to do with each other
     * @param lasts how long it takes to send it
     * @param serializer writes the events; asked here only, so that nothing is asked of a registry that is down later
     */
    static Workload draw(long seed, int rings, Duration lasts, Serializer<SpecificRecord> serializer) {
        Random random = new Random(seed);
        Instant past = Instant.now().minus(AGO).truncatedTo(ChronoUnit.MILLIS);
        Workload workload = new Workload(serializer, past);
        for (int ring = 0; ring < rings; ring++) {
            Duration begins = lasts.multipliedBy(ring).dividedBy(rings);
            new Ring(workload, new Random(random.nextLong()), ring, begins, lasts, past).play();
        }
        workload.inputs.sort(Comparator.comparing(Input::at));
        workload.later.sort(Comparator.comparing(Input::at));
        return workload;
    }

    /** When all that happened has happened, and people give orders, UTC. */
    Instant afterwards() {
        return past.plus(LONGEST);
    }

    byte[] bytes(Topic<?> topic, SpecificRecord event) {
        return serializer.serialize(topic.name(), event);
    }

    void add(Input input) {
        inputs.add(input);
    }

    void add(Report report) {
        reports.add(report);
    }

    void add(Transfer transfer) {
        transfers.add(transfer);
    }

    /** Notes that money was sent into an account, whether or not the transfer stands in the end. */
    void pay(Transfer transfer) {
        if (transfer.creditor() != null) {
            paid.computeIfAbsent(transfer.creditor(), any -> new HashMap<>())
                    .merge(transfer.currency(), transfer.minor(), Long::sum);
        }
    }

    void add(AccountEntry entry) {
        accounts.put(entry.getBank() + ":" + entry.getAccount(), entry);
    }

    void add(PhoneEntry entry) {
        phones.put(entry.getPhoneNumber(), entry);
    }

    void withdraw(String reportId) {
        withdrawn.add(reportId);
    }

    void order(String subject) {
        ordered.add(subject);
    }

    void dismiss(String subject) {
        dismissed.add(subject);
    }

    void extend(String account, Instant until) {
        extended.put(account, until);
        extensions.computeIfAbsent(account, any -> new HashSet<>()).add(until);
    }

    /** For the second act; its time is a share of that act, in thousandths. */
    void addLater(Input input) {
        later.add(input);
    }

    void release(String subject) {
        released.add(subject);
    }

    void reopen(String subject) {
        reopened.add(subject);
    }

    void mayGiveBack(String victim) {
        given.add(victim);
    }

    /**
     * What is sent once the first act has come to its end, and now belongs to the inputs.
     *
     * @param lasts how long it takes to send it
     */
    List<Input> secondAct(Duration lasts) {
        List<Input> act = later.stream()
                .map(input ->
                        input.sentAt(input.at().multipliedBy(lasts.toMillis()).dividedBy(WHOLE)))
                .toList();
        inputs.addAll(act);
        later.clear();
        return act;
    }

    /** Has the money of a victim's payment given back from where it is held. */
    void giveBack(Root root) {
        returned.add(root);
    }

    /** What is sent, first one first, and what was sent besides. */
    List<Input> inputs() {
        return inputs;
    }

    /** All reports that are accepted. */
    List<Report> reports() {
        return reports;
    }

    /** Reports whose withdrawal is sent. */
    Set<String> withdrawn() {
        return withdrawn;
    }

    /** All transfers that stand in the end. */
    List<Transfer> transfers() {
        return transfers;
    }

    /** How much was ever sent into an account, in minor units of a currency, returned transfers included. */
    long paid(String account, String currency) {
        return paid.getOrDefault(account, Map.of()).getOrDefault(currency, 0L);
    }

    /** The last directory entry of each account that has one. */
    Map<String, AccountEntry> accounts() {
        return accounts;
    }

    /** The last directory entry of each number that has one. */
    Map<String, PhoneEntry> phones() {
        return phones;
    }

    /** Accounts and numbers that people order to freeze or block, and do not dismiss or release later. */
    Set<String> ordered() {
        Set<String> inForce = new TreeSet<>(ordered);
        inForce.removeAll(dismissed);
        inForce.removeAll(reopened);
        inForce.removeAll(released);
        return inForce;
    }

    /** Accounts and numbers that people order to release when everything about them is known. */
    Set<String> released() {
        return released;
    }

    /** Accounts that people order to release at some time, and that are reported again after that. */
    Set<String> reopened() {
        return reopened;
    }

    /** Accounts of victims whose money may be given back. */
    Set<String> mayGiveBack() {
        return given;
    }

    /** Payments whose money people order to be given back when everything about it is known. */
    Set<Root> returned() {
        return returned;
    }

    /** Accounts and numbers about which people are to be asked no more. */
    Set<String> dismissed() {
        return dismissed;
    }

    /** Until when each account is to be held at least about which people said so. */
    Map<String, Instant> extended() {
        return extended;
    }

    /** Whether people said that an account is to be held until that time at least. */
    boolean isExtended(String account, Instant until) {
        return extensions.getOrDefault(account, Set.of()).contains(until);
    }
}
