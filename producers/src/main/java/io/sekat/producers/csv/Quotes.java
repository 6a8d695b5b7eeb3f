package io.sekat.producers.csv;

/** Follows the quotes of RFC 4180 through the lines of a row, to find the line on which the row ends. */
final class Quotes {
    /** Where a row stands after some of its lines. */
    enum State {
        /** No quote is open: the row ends with this line. */
        COMPLETE,
        /** A quote is open: the row goes on with the next line. */
        OPEN,
        /** A quote was closed in the middle of a cell: no further line makes this a row. */
        BROKEN
    }

    private enum At {
        CELL_START,
        PLAIN,
        QUOTED,
        QUOTE_IN_QUOTED
    }

    private At at = At.CELL_START;

    /** Takes the next line of the row. */
    State take(byte[] line) {
        int end = line.length > 0 && line[line.length - 1] == '\r' ? line.length - 1 : line.length;
        for (int i = 0; i < end; i++) {
            byte each = line[i];
            switch (at) {
                case CELL_START, PLAIN -> {
                    if (each == ',') {
                        at = At.CELL_START;
                    } else {
                        at = each == '"' && at == At.CELL_START ? At.QUOTED : At.PLAIN;
                    }
                }
                case QUOTED -> {
                    if (each == '"') {
                        at = At.QUOTE_IN_QUOTED;
                    }
                }
                case QUOTE_IN_QUOTED -> {
                    if (each == '"') {
                        at = At.QUOTED;
                    } else if (each == ',') {
                        at = At.CELL_START;
                    } else {
                        return State.BROKEN;
                    }
                }
            }
        }
        return at == At.QUOTED ? State.OPEN : State.COMPLETE;
    }
}
