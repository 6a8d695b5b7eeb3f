package io.sekat.producers;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekat.events.RejectReason;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class LoadConsoleTest {
    private final StringWriter err = new StringWriter();

    @Test
    void twentyBadRowsAreShownAndTheOthersCounted() {
        LoadConsole console = new LoadConsole(new PrintWriter(err), "accounts", false);

        for (int line = 2; line < 25; line++) {
            console.rejected(new BadRow("a.csv", line, RejectReason.MALFORMED, "no"));
        }
        console.end();

        assertThat(err.toString().lines())
                .hasSize(21)
                .startsWith("a.csv:2: no")
                .endsWith("and 3 more, see `sekat rejected list`");
    }

    @Test
    void whatAFileHoldsDoesNotSteerTheTerminal() {
        LoadConsole console = new LoadConsole(new PrintWriter(err), "accounts", false);

        console.rejected(new BadRow("a.csv", 2, RejectReason.MALFORMED, "'\u001B[2J' is not valid"));

        assertThat(err.toString()).doesNotContain("\u001B").contains("[2J");
    }

    @Test
    void nothingIsRewrittenInPlaceWhereNoTerminalIs() {
        LoadConsole console = new LoadConsole(new PrintWriter(err), "accounts", false);

        for (int rows = 1; rows <= 1000; rows++) {
            console.read(rows);
        }
        console.end();

        assertThat(err.toString()).isEmpty();
    }
}
