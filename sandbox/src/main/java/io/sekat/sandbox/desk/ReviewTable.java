package io.sekat.sandbox.desk;

import io.sekat.events.Directive;
import io.sekat.events.ReviewItem;
import io.sekat.events.ReviewState;
import io.sekat.money.Money;
import io.sekat.sandbox.tools.Table;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Review items as people read them.
 *
 * @param items what people were asked
 * @param times in whose zone
 */
record ReviewTable(ReviewItems items, Times times) {

    /** The table, or a sentence where there is nothing to show. */
    String lines(boolean all) {
        List<ReviewItem> shown = items.inOrder(all);
        if (shown.isEmpty()) {
            return (all ? "Nobody was ever asked for a decision." : "Nothing awaits a decision.")
                    + System.lineSeparator();
        }
        Table table = new Table(List.of(
                "SUBJECT", "SINCE", "WHY", "CONCERNS", "AMOUNT", "REPORTS", "VICTIMS", all ? "DECISION" : "DECIDE"));
        shown.forEach(item -> table.row(
                item.getSubject(),
                times.show(item.getRaisedAt()),
                item.getState() == ReviewState.OPEN
                        ? item.getReason().name()
                        : item.getState().name(),
                item.getParticipantId(),
                amounts(item),
                Integer.toString(item.getReportCount()),
                Integer.toString(item.getVictimCount()),
                decision(item)));
        return table + "Decide with: sekat review decide SUBJECT DECISION --by WHO --reason WHY"
                + System.lineSeparator();
    }

    private static String amounts(ReviewItem item) {
        return item.getAmounts().stream()
                .map(amount -> new Money(amount.getCurrency(), amount.getMinor()).toString())
                .collect(Collectors.joining(" + "));
    }

    private String decision(ReviewItem item) {
        return item.getState() == ReviewState.OPEN
                ? Verb.choice(Verb.answers(item.getReason()))
                : items.directive(item.getSubject()).map(this::told).orElse("");
    }

    private String told(Directive directive) {
        return directive.getKind() + " by " + directive.getIssuedBy() + ", " + times.show(directive.getIssuedAt())
                + (directive.getReason() == null ? "" : ": " + directive.getReason());
    }
}
