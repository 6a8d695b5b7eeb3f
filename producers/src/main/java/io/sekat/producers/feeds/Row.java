package io.sekat.producers.feeds;

import io.sekat.events.RejectReason;
import io.sekat.identifiers.AccountId;
import io.sekat.identifiers.InvalidIdentifier;
import io.sekat.identifiers.ParticipantId;
import io.sekat.identifiers.PhoneNumber;
import io.sekat.producers.values.BadValue;
import io.sekat.producers.values.Typed;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The cells of one row by the names of their columns; surrounding blanks do not count. */
final class Row {
    private final Header header;
    private final List<String> cells;

    /**
     * @throws BadValue when the row has more or fewer cells than the header
     */
    Row(Header header, List<String> cells) throws BadValue {
        if (cells.size() != header.size()) {
            throw new BadValue(
                    RejectReason.MALFORMED, null, "row has " + cells.size() + " cells: expected " + header.size());
        }
        this.header = header;
        this.cells = cells;
    }

    /** The text of a cell; empty when the cell is or the file has no such column. */
    String text(String column) {
        int place = header.place(column);
        return place < 0 ? "" : cells.get(place).strip();
    }

    /** The text of a cell; null when it is empty. */
    @Nullable
    String optional(String column) {
        String text = text(column);
        return text.isEmpty() ? null : text;
    }

    /** The text of a cell that must not be empty. */
    String required(String column, RejectReason reason, String expected) throws BadValue {
        String text = text(column);
        if (text.isEmpty()) {
            throw BadValue.of(reason, where(column), text, expected);
        }
        return text;
    }

    ParticipantId participant(String column) throws BadValue {
        return identifier(column, () -> ParticipantId.parse(text(column)));
    }

    AccountId account(String bankColumn, String accountColumn) throws BadValue {
        ParticipantId bank = participant(bankColumn);
        return identifier(accountColumn, () -> AccountId.typed(bank, text(accountColumn)));
    }

    PhoneNumber phone(String column) throws BadValue {
        return identifier(column, () -> new PhoneNumber(text(column)));
    }

    Instant time(String column) throws BadValue {
        return Typed.time(text(column), where(column));
    }

    @Nullable
    Instant optionalTime(String column) throws BadValue {
        String text = text(column);
        return text.isEmpty() ? null : Typed.time(text, where(column));
    }

    boolean truth(String column) throws BadValue {
        String text = text(column);
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw BadValue.of(RejectReason.MALFORMED, where(column), text, "true or false");
        };
    }

    <E extends Enum<E>> E oneOf(String column, Words<E> words) throws BadValue {
        String text = text(column);
        E found = words.find(text);
        if (found == null) {
            throw BadValue.of(RejectReason.MALFORMED, where(column), text, words.expected());
        }
        return found;
    }

    static String where(String column) {
        return "column " + column;
    }

    private static <T> T identifier(String column, Supplier<T> parsing) throws BadValue {
        try {
            return parsing.get();
        } catch (InvalidIdentifier e) {
            throw new BadValue(RejectReason.BAD_IDENTIFIER, where(column), String.valueOf(e.getMessage()));
        }
    }
}
