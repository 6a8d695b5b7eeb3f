package io.sekat.benchmarks.torture;

import io.sekat.benchmarks.torture.Report.Paid;
import io.sekat.benchmarks.torture.Transfer.Root;
import io.sekat.events.AccountAction;
import io.sekat.events.AccountEntry;
import io.sekat.events.AccountStatus;
import io.sekat.events.AlertReason;
import io.sekat.events.ClaimState;
import io.sekat.events.LineStatus;
import io.sekat.events.NumberAction;
import io.sekat.events.PhoneEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The known answer to a workload: what all of it must come to, whatever happened on the way. Written from design
 * sections 4.2 to 4.8, with the default thresholds, and none of the product's code.
 */
final class Answer {
    private static final Duration VERIFY_WINDOW = Duration.ofHours(24);
    private static final int FREEZE_VICTIMS = 3;
    private static final int BLOCK_VICTIMS = 2;
    private static final Duration WINDOW = Duration.ofDays(7);

    private final Workload workload;
    private final List<Report> standing;
    private final Map<String, List<Transfer>> byDebtor = new HashMap<>();
    private final Map<String, Root> proofs = new HashMap<>();
    private final Map<Root, Transfer> roots = new HashMap<>();
    private final Map<Root, Long> claims = new HashMap<>();
    private final Map<String, Set<Naming>> straight = new HashMap<>();
    private final Replay replay;
    private final Map<Root, Map<String, OfReturn>> returns = new TreeMap<>(Comparator.comparing(Root::toString));

    /** Who named something, when, about what. */
    private record Naming(String reportId, String victim, Instant reportedAt, Instant incidentAt) {}

    /**
     * What must be asked about an account.
     *
     * @param action what; NONE and REVIEW: the bank is asked for nothing, or to release what it was asked before; RELEASE:
     *     it is not asked any more for what the reports say
     * @param hold one sum a currency, without zeros
     * @param reasons why; none for RELEASE: that depends on what came first
     * @param term when the hold ends
     */
    record OfAccount(
            AccountAction action,
            Map<String, Long> hold,
            Set<AlertReason> reasons,
            boolean isKnown,
            AccountStatus status,
            Term term) {

        private OfAccount released(Set<AlertReason> why) {
            return new OfAccount(AccountAction.RELEASE, Map.of(), why, isKnown, status, Term.NONE);
        }

        /** Whether the bank is to hold. */
        boolean isHeld() {
            return action == AccountAction.HOLD || action == AccountAction.FREEZE;
        }
    }

    /**
     * When a hold ends.
     *
     * @param ends whether it does so by itself
     * @param until when at the earliest, UTC, where people said so
     */
    record Term(boolean ends, Optional<Instant> until) {
        /** Nothing is held. */
        static final Term NONE = new Term(false, Optional.empty());
    }

    /**
     * What must be asked about a number.
     *
     * @param operator who is asked; empty: it is in no directory
     */
    record OfNumber(NumberAction action, String operator, Set<AlertReason> reasons) {}

    /**
     * What a bank must be asked to give back of a root's money in an account.
     *
     * @param minor how much, in minor units
     * @param isAlone whether no other money is followed there, which would be given back for it while nobody knows yet what
     *     the transfer is for
     */
    record OfReturn(long minor, String currency, boolean isAlone) {}

    /**
     * What must be known of a payment that a report tells of.
     *
     * @param root what proves it; empty: nothing
     * @param claimed what is claimed of that
     */
    record OfPayment(ClaimState state, Optional<Root> root, long claimed) {}

    /**
     * The reports that must be one case.
     *
     * @param reportIds in order; the first names it
     * @param victims how many distinct ones they have
     * @param claimed of all their proved payments, each once, one sum a currency
     */
    record OfCase(SortedSet<String> reportIds, int victims, Map<String, Long> claimed) {}

    /**
     * @param withdrawn the reports that were withdrawn in time
     */
    Answer(Workload workload, Set<String> withdrawn) {
        this.workload = workload;
        this.standing = workload.reports().stream()
                .filter(report -> !withdrawn.contains(report.reportId()))
                .toList();
        workload.transfers()
                .forEach(transfer -> byDebtor.computeIfAbsent(transfer.debtor(), any -> new ArrayList<>())
                        .add(transfer));
        standing.forEach(this::claim);
        this.replay = new Replay(workload.transfers(), claims);
        workload.returned().forEach(root -> returns.put(root, confirmed(root)));
        returns.forEach((root, accounts) -> accounts.keySet().forEach(account -> replay.giveBack(account, root)));
    }

    /** What is left of a root's money where banks say that they hold it, by account. */
    private Map<String, OfReturn> confirmed(Root root) {
        String currency = Objects.requireNonNull(roots.get(root)).currency();
        Map<String, OfReturn> confirmed = new TreeMap<>();
        replay.fate(root).held().forEach((account, minor) -> {
            if (minor > 0 && !Cast.isSilent(bank(account)) && account(account).isHeld()) {
                confirmed.put(account, new OfReturn(minor, currency, replay.isAlone(account, currency, root)));
            }
        });
        return confirmed;
    }

    private static String bank(String account) {
        return account.substring(0, account.indexOf(':'));
    }

    /**
     * Whether it is certain from whom a root's money is asked back, and there is somebody: a bank that watches only may
     * have held before, and may have said so.
     */
    boolean isToBeGivenBack(Root root) {
        boolean isCertain = replay.fate(root).held().entrySet().stream()
                .filter(held -> held.getValue() > 0 && !Cast.isSilent(bank(held.getKey())))
                .allMatch(held -> account(held.getKey()).action() != AccountAction.WATCH);
        return isCertain && !confirmed(root).isEmpty();
    }

    /** The payments that are claimed, in order. */
    List<Root> roots() {
        return claims.keySet().stream()
                .sorted(Comparator.comparing(Root::toString))
                .toList();
    }

    /** What each account must be asked to give back of each root's money. */
    Map<Root, Map<String, OfReturn>> returns() {
        return returns;
    }

    private void claim(Report report) {
        for (int index = 0; index < report.payments().size(); index++) {
            Paid paid = report.payments().get(index);
            Optional<Transfer> proof = report.victimAccount().flatMap(victim -> proof(victim, paid));
            if (proof.isPresent()) {
                Transfer transfer = proof.get();
                proofs.put(report.reportId() + "#" + index, transfer.root());
                roots.put(transfer.root(), transfer);
                claims.merge(transfer.root(), Math.min(paid.minor(), transfer.minor()), Math::max);
                straight.computeIfAbsent(paid.suspect(), any -> new HashSet<>()).add(naming(report));
            }
        }
    }

    private Optional<Transfer> proof(String victim, Paid paid) {
        Collection<Transfer> own = byDebtor.getOrDefault(victim, List.of()).stream()
                .filter(transfer -> paid.suspect().equals(transfer.creditor()))
                .filter(transfer -> transfer.currency().equals(paid.currency()))
                .toList();
        if (paid.ref().isPresent()) {
            return own.stream()
                    .filter(transfer -> transfer.ref().equals(paid.ref().get()))
                    .findFirst();
        }
        return paid.paidAt()
                .flatMap(at -> own.stream()
                        .filter(transfer -> transfer.minor() == paid.minor())
                        .filter(transfer ->
                                Duration.between(transfer.at(), at).abs().compareTo(VERIFY_WINDOW) <= 0)
                        .min(Comparator.comparing(Transfer::at).thenComparing(Transfer::ref)));
    }

    private static Naming naming(Report report) {
        return new Naming(report.reportId(), report.victim(), report.reportedAt(), report.incidentAt());
    }

    /** Every account that anything is asked about, or was on the way. */
    Set<String> accounts() {
        Set<String> all = new TreeSet<>(replay.accounts());
        standing.forEach(report -> all.addAll(report.accounts()));
        workload.ordered().stream().filter(subject -> subject.contains(":")).forEach(all::add);
        return all;
    }

    /** Every number that anything is asked about. */
    Set<String> numbers() {
        Set<String> all = new TreeSet<>();
        standing.forEach(report -> all.addAll(report.numbers()));
        workload.ordered().stream().filter(subject -> subject.startsWith("+")).forEach(all::add);
        return all;
    }

    /**
     * What must be asked about an account in the end: what all that is known comes to, but for what people released, and
     * for holds that nobody extends, since all of them have run out.
     */
    OfAccount account(String account) {
        OfAccount known = known(account);
        boolean isOrdered = workload.ordered().contains(account);
        boolean isExtended = workload.extended().containsKey(account);
        OfAccount inTime = known.isHeld() && !isOrdered && !isExtended
                ? known.released(EnumSet.of(AlertReason.HOLD_EXPIRED))
                : known;
        if (!workload.released().contains(account)) {
            return inTime;
        }
        boolean isAsked = inTime.isHeld() || (inTime.action() == AccountAction.WATCH && !mayHaveEnded(account));
        return inTime.released(isAsked ? EnumSet.of(AlertReason.DIRECTIVE) : Set.of());
    }

    /**
     * Whether an account may have been held for a while by what was known then, so long that the hold ran out, and is
     * released for that.
     */
    boolean mayHaveEnded(String account) {
        OfAccount known = known(account);
        return !known.isHeld()
                && !known.reasons().isEmpty()
                && !workload.extended().containsKey(account);
    }

    private OfAccount known(String account) {
        AccountEntry entry = workload.accounts().get(account);
        AccountStatus status = entry == null ? AccountStatus.UNKNOWN : entry.getStatus();
        boolean isClosed = status == AccountStatus.CLOSED;
        boolean isOrdered = workload.ordered().contains(account);
        Map<String, Long> stolen = new TreeMap<>();
        Set<AlertReason> reasons = EnumSet.noneOf(AlertReason.class);
        if (standing.stream().anyMatch(report -> report.accounts().contains(account))) {
            reasons.add(AlertReason.NAMED_IN_REPORT);
        }
        replay.lots(account)
                .forEach((currency, lots) -> lots.forEach(lot -> {
                    reasons.add(lot.hop() == 1 ? AlertReason.VERIFIED_PAYMENT : AlertReason.TAINTED_FUNDS);
                    stolen.merge(currency, lot.open(), Long::sum);
                }));
        stolen.values().removeIf(minor -> minor == 0);
        AccountAction action;
        if (reasons.isEmpty() && !isOrdered) {
            action = AccountAction.NONE;
        } else if (isOrdered && !isClosed) {
            action = AccountAction.FREEZE;
            reasons.add(AlertReason.DIRECTIVE);
        } else if (entry != null && entry.getProtected$()) {
            action = workload.dismissed().contains(account) ? AccountAction.NONE : AccountAction.REVIEW;
        } else if (isClosed) {
            action = AccountAction.WATCH;
            reasons.add(AlertReason.ACCOUNT_CLOSED);
        } else if (victims(straight.getOrDefault(account, Set.of())) >= FREEZE_VICTIMS) {
            action = AccountAction.FREEZE;
            reasons.add(AlertReason.SEVERAL_VICTIMS);
        } else {
            action = stolen.isEmpty() ? AccountAction.WATCH : AccountAction.HOLD;
        }
        return new OfAccount(action, stolen, reasons, entry != null, status, term(account, action));
    }

    private Term term(String account, AccountAction action) {
        if (action != AccountAction.HOLD && action != AccountAction.FREEZE) {
            return Term.NONE;
        }
        // An order to freeze that names no time ends by another order only.
        boolean isOrdered = workload.ordered().contains(account);
        return new Term(
                !isOrdered,
                isOrdered
                        ? Optional.empty()
                        : Optional.ofNullable(workload.extended().get(account)));
    }

    OfNumber number(String number) {
        PhoneEntry entry = workload.phones().get(number);
        Set<Naming> namings = new HashSet<>();
        standing.stream()
                .filter(report -> report.numbers().contains(number))
                .forEach(report -> namings.add(naming(report)));
        Set<AlertReason> reasons = EnumSet.noneOf(AlertReason.class);
        if (!namings.isEmpty()) {
            reasons.add(AlertReason.NAMED_IN_REPORT);
        }
        boolean isOrdered = workload.ordered().contains(number);
        if (workload.released().contains(number)
                || entry == null
                || entry.getStatus() == LineStatus.TERMINATED
                || (namings.isEmpty() && !isOrdered)) {
            return new OfNumber(NumberAction.NONE, entry == null ? "" : entry.getOperator(), reasons);
        }
        Instant activatedAt = entry.getActivatedAt();
        namings.removeIf(naming -> activatedAt != null && naming.incidentAt().isBefore(activatedAt));
        NumberAction action = NumberAction.WATCH;
        if (isOrdered) {
            action = NumberAction.BLOCK;
            reasons.add(AlertReason.DIRECTIVE);
        } else if (entry.getProtected$() || namings.isEmpty()) {
            action = workload.dismissed().contains(number) ? NumberAction.NONE : NumberAction.REVIEW;
        } else if (victims(namings) >= BLOCK_VICTIMS) {
            action = NumberAction.BLOCK;
            reasons.add(AlertReason.SEVERAL_VICTIMS);
        }
        return new OfNumber(action, entry.getOperator(), reasons);
    }

    /** The most distinct victims whose reports lie within the window of each other. */
    private static int victims(Set<Naming> namings) {
        return namings.stream()
                .mapToInt(first -> (int) namings.stream()
                        .filter(other -> !other.reportedAt().isBefore(first.reportedAt())
                                && !other.reportedAt()
                                        .isAfter(first.reportedAt().plus(WINDOW)))
                        .map(Naming::victim)
                        .distinct()
                        .count())
                .max()
                .orElse(0);
    }

    OfPayment payment(Report report, int index) {
        Root root = proofs.get(report.reportId() + "#" + index);
        if (root == null) {
            ClaimState state = report.victimAccount().isPresent() ? ClaimState.WAITING : ClaimState.MENTION;
            return new OfPayment(state, Optional.empty(), 0);
        }
        return new OfPayment(ClaimState.VERIFIED, Optional.of(root), claims.getOrDefault(root, 0L));
    }

    /** The case of each report that stands: reports that share an account or number, protected ones aside. */
    Map<String, OfCase> cases() {
        Map<String, Report> byId = new TreeMap<>();
        standing.forEach(report -> byId.put(report.reportId(), report));
        Map<String, List<String>> namedBy = new HashMap<>();
        standing.forEach(report -> identifiers(report)
                .forEach(identifier -> namedBy.computeIfAbsent(identifier, any -> new ArrayList<>())
                        .add(report.reportId())));
        Map<String, OfCase> cases = new TreeMap<>();
        byId.keySet().forEach(first -> {
            if (!cases.containsKey(first)) {
                SortedSet<String> together = new TreeSet<>();
                Deque<String> next = new ArrayDeque<>(List.of(first));
                while (!next.isEmpty()) {
                    String id = next.pop();
                    Report report = byId.get(id);
                    if (report != null && together.add(id)) {
                        identifiers(report)
                                .forEach(identifier -> next.addAll(namedBy.getOrDefault(identifier, List.of())));
                    }
                }
                OfCase joined = joined(together, byId);
                together.forEach(id -> cases.put(id, joined));
            }
        });
        return cases;
    }

    private OfCase joined(SortedSet<String> together, Map<String, Report> byId) {
        Set<String> victims = new HashSet<>();
        Set<Root> claimedRoots = new HashSet<>();
        Map<String, Long> claimed = new TreeMap<>();
        together.stream().map(byId::get).filter(Objects::nonNull).forEach(report -> {
            victims.add(report.victim());
            for (int index = 0; index < report.payments().size(); index++) {
                Root root = proofs.get(report.reportId() + "#" + index);
                if (root != null && claimedRoots.add(root)) {
                    claimed.merge(report.payments().get(index).currency(), claims.getOrDefault(root, 0L), Long::sum);
                }
            }
        });
        return new OfCase(together, victims.size(), claimed);
    }

    private Set<String> identifiers(Report report) {
        Set<String> identifiers = new TreeSet<>(report.accounts());
        identifiers.addAll(report.numbers());
        identifiers.removeIf(identifier -> {
            AccountEntry account = workload.accounts().get(identifier);
            PhoneEntry phone = workload.phones().get(identifier);
            return (account != null && account.getProtected$()) || (phone != null && phone.getProtected$());
        });
        return identifiers;
    }

    /** What must have become of a root's money. */
    Replay.Fate fate(Root root) {
        return replay.fate(root);
    }

    /** Every report that stands. */
    List<Report> standing() {
        return standing;
    }
}
