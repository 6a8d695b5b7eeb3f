package io.sekat.streams.account;

import io.sekat.money.Sums;
import io.sekat.streams.core.account.AccountState;
import io.sekat.streams.core.trail.LotState;
import io.sekat.streams.core.trail.Mark;
import io.sekat.streams.core.trail.Scan;
import io.sekat.streams.core.trail.TrailRoot;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Whose money it is that a bank confirmed, and whose is let go. What leaves an account is the oldest, so what the bank
 * still has is the newest: the sum that it confirmed goes to the newest lots first.
 */
final class Marks {
    private final Book book;

    Marks(Book book) {
        this.book = book;
    }

    /**
     * Brings the marks up to date with what the bank was asked and answered.
     *
     * @param changed roots of which something else is known than before are added
     * @return what is known now
     */
    AccountState update(AccountState state, Set<TrailRoot> changed) {
        Map<TrailRoot, Mark> is = of(state);
        Map<TrailRoot, Mark> was = state.followUp().marked() ? book.marks() : Map.of();
        Set<TrailRoot> all = new HashSet<>(was.keySet());
        all.addAll(is.keySet());
        for (TrailRoot root : all) {
            Mark mark = is.getOrDefault(root, Mark.NONE);
            if (!mark.equals(was.getOrDefault(root, Mark.NONE))) {
                book.putMark(root, mark);
                changed.add(root);
            }
        }
        return state.withMarked(!is.isEmpty());
    }

    private Map<TrailRoot, Mark> of(AccountState state) {
        Map<TrailRoot, Mark> marks = new HashMap<>();
        Sums confirmed = state.confirmed();
        boolean isReleased = state.isReleased();
        for (String currency : state.stolen().openMinor().keySet()) {
            add(marks, currency, confirmed.byCurrency().getOrDefault(currency, 0L), isReleased);
        }
        return marks;
    }

    private void add(Map<TrailRoot, Mark> marks, String currency, long confirmedMinor, boolean isReleased) {
        long left = confirmedMinor;
        try (Scan<LotState> lots = book.lotsNewestFirst(currency)) {
            while ((left > 0 || isReleased) && lots.hasNext()) {
                LotState lot = lots.next();
                long taken = Math.min(left, lot.openMinor());
                left -= taken;
                if (lot.openMinor() > 0) {
                    marks.merge(lot.lot().root(), new Mark(taken, isReleased ? lot.openMinor() : 0), Mark::plus);
                }
            }
        }
        marks.values().removeIf(Mark.NONE::equals);
    }
}
