package io.sekat.sandbox.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void columnsLineUpAndNumbersAreFlushRight() {
        Table table = new Table(List.of("ACCOUNT", "HELD"));
        table.row("MBBEMYKL:1", "MYR 4,820.00");
        table.row("RHBBMYKL:22", "");

        assertThat(table.toString().lines())
                .containsExactly("ACCOUNT              HELD", "MBBEMYKL:1   MYR 4,820.00", "RHBBMYKL:22");
    }

    /** Anybody can have a report taken, and an officer looks at it. */
    @Test
    void aCellCannotSteerTheTerminal() {
        Table table = new Table(List.of("NARRATIVE"));
        table.row("before\u001b[2K\u001b[1A\nafter\u009b");

        assertThat(table.toString().lines()).containsExactly("NARRATIVE", "before\uFFFD[2K\uFFFD[1A\uFFFDafter\uFFFD");
    }
}
