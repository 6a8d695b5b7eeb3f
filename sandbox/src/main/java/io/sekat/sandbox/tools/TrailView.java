package io.sekat.sandbox.tools;

import io.sekat.events.EnrichedPayment;
import io.sekat.events.EnrichedTrail;
import io.sekat.events.TrailAccount;
import io.sekat.money.Money;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A trail as people read it: a tree in which each account stands below the one that brought the money there first, or a
 * graph for Graphviz.
 *
 * @param payment the verified payment
 * @param victim the account that paid, {@code BIC:account}
 * @param zone the reader's time zone
 */
record TrailView(EnrichedPayment payment, String victim, ZoneId zone) {
    private static final Comparator<TrailAccount> IN_TIME_ORDER =
            Comparator.comparing(TrailAccount::getReachedAt).thenComparing(TrailView::name);

    /** The tree, a line an account, headed by the sums. */
    List<String> tree() {
        EnrichedTrail trail = payment.getTrail();
        List<String> lines = new ArrayList<>();
        lines.add("Payment " + payment.getRootTransferRef() + " from " + victim + ": claimed "
                + money(payment.getClaimedMinor()) + ", held " + money(trail.getHeldMinor()) + ", cashed out "
                + money(trail.getCashedOutMinor()) + ", returned " + money(trail.getReturnedMinor())
                + (trail.getMovingMinor() == 0 ? "" : ", still moving " + money(trail.getMovingMinor())));
        if (trail.getStopped()) {
            lines.add("It reached " + trail.getAccountCount() + " accounts and is followed no further.");
        } else if (trail.getAccountCount() > trail.getAccounts().size()) {
            lines.add("The first " + trail.getAccounts().size() + " of " + trail.getAccountCount() + " accounts:");
        }
        Map<String, List<TrailAccount>> below = trail.getAccounts().stream()
                .sorted(IN_TIME_ORDER)
                .collect(Collectors.groupingBy(TrailAccount::getFromAccount));
        Set<String> shown = new HashSet<>(Set.of(victim));
        add(victim, "", below, shown, lines);
        // What was brought by an account that is not among those shown.
        trail.getAccounts().stream()
                .sorted(IN_TIME_ORDER)
                .filter(account -> !shown.contains(name(account)))
                .forEach(account -> {
                    if (shown.add(name(account))) {
                        lines.add("… " + line(account));
                        add(name(account), "  ", below, shown, lines);
                    }
                });
        return lines;
    }

    private void add(
            String from, String indent, Map<String, List<TrailAccount>> below, Set<String> shown, List<String> lines) {
        List<TrailAccount> children = below.getOrDefault(from, List.of()).stream()
                .filter(account -> shown.add(name(account)))
                .toList();
        for (int i = 0; i < children.size(); i++) {
            boolean isLast = i == children.size() - 1;
            lines.add(indent + (isLast ? "└─ " : "├─ ") + line(children.get(i)));
            add(name(children.get(i)), indent + (isLast ? "   " : "│  "), below, shown, lines);
        }
    }

    private String line(TrailAccount account) {
        StringBuilder line = new StringBuilder(name(account))
                .append("  hop ")
                .append(account.getHop())
                .append(", ")
                .append(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss")
                        .withZone(zone)
                        .format(account.getReachedAt()))
                .append(", received ")
                .append(money(account.getReceivedMinor()));
        append(line, "held", account.getHeldMinor());
        append(line, "cashed out", account.getCashedOutMinor());
        append(line, "returned", account.getReturnedMinor());
        append(line, "passed on", account.getPassedOnMinor());
        return line.toString();
    }

    private void append(StringBuilder line, String what, long minor) {
        if (minor != 0) {
            line.append(", ").append(what).append(' ').append(money(minor));
        }
    }

    /** The graph in Graphviz' language: {@code sekat trail REF --dot | dot -Tsvg}. */
    List<String> dot() {
        List<String> lines = new ArrayList<>();
        lines.add("digraph trail {");
        lines.add("  rankdir=LR; node [shape=box, fontname=\"sans-serif\"]; edge [fontname=\"sans-serif\"];");
        lines.add("  \"" + victim + "\" [label=\"" + victim + "\\nvictim, claimed " + money(payment.getClaimedMinor())
                + "\", style=rounded];");
        payment.getTrail().getAccounts().stream().sorted(IN_TIME_ORDER).forEach(account -> {
            lines.add("  \"" + name(account) + "\" [label=\"" + name(account) + "\\nheld "
                    + money(account.getHeldMinor()) + "\""
                    + (account.getHeldMinor() > 0 ? ", style=filled, fillcolor=\"#f4c7c3\"" : "") + "];");
            lines.add("  \"" + account.getFromAccount() + "\" -> \"" + name(account) + "\" [label=\""
                    + account.getTransferRef() + "\"];");
        });
        lines.add("}");
        return lines;
    }

    private String money(long minor) {
        return new Money(payment.getCurrency(), minor).toString();
    }

    private static String name(TrailAccount account) {
        return account.getBank() + ":" + account.getAccount();
    }
}
