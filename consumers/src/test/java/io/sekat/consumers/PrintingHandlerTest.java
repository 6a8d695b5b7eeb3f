package io.sekat.consumers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sekat.consumers.alerts.Alerts;
import io.sekat.consumers.alerts.NotHandled;
import io.sekat.events.AccountAction;
import io.sekat.events.Amount;
import io.sekat.events.FreezeAlert;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class PrintingHandlerTest {
    private static final AlertLine LINE = new AlertLine(ZoneId.of("Asia/Kuala_Lumpur"));

    private final StringWriter printed = new StringWriter();

    @Test
    void alertsAreAlignedLinesInTheReadersTimeWhateverTheirLocale() throws Exception {
        PrintingHandler handler = PrintingHandler.lines(new PrintWriter(printed), LINE);
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            handler.handle(Alerts.freeze("514012345678", 2).build());
            handler.handle(Alerts.block("+60124926178", 1).build());
        } finally {
            Locale.setDefault(before);
        }

        assertThat(printed.toString().lines())
                .containsExactly(
                        "12:05:06  MBBEMYKL    HOLD      514012345678          MYR 4,820.00  rev 2    answer by 12:20:06"
                                + "  verified payment, tainted funds",
                        "12:05:06  MAXIS       BLOCK     +60124926178                        rev 1    answer by 12:20:06"
                                + "  several victims");
    }

    @Test
    void aReturnRequestThatIsTakenBackSaysSo() {
        assertThat(LINE.of(Alerts.giveBack("1001", 1).build()))
                .contains("RETURN  ", "MYR 4,820.00", "  to RHBBMYKL:2001");
        assertThat(LINE.of(Alerts.giveBack("1001", 2)
                        .setAmount(new Amount("MYR", 0L))
                        .setWithdrawn(true)
                        .build()))
                .contains("WITHDRAW", "rev 2", "nothing more to RHBBMYKL:2001")
                .doesNotContain("MYR");
    }

    @Test
    void aDeadlineOnAnotherDayHasItsDate() {
        FreezeAlert alert = Alerts.freeze("1001", 1)
                .setRespondBy(Alerts.ISSUED.plusSeconds(86_400))
                .build();

        assertThat(LINE.of(alert)).contains("answer by 2026-03-02 12:05:06");
    }

    @Test
    void sumsOfSeveralCurrenciesAreAllShownEvenUnknownOnes() {
        FreezeAlert alert = Alerts.freeze("1001", 1)
                .setHold(List.of(new Amount("JPY", 5_000L), new Amount("MYR", 1L), new Amount("zzz", 7L)))
                .build();

        assertThat(LINE.of(alert)).contains("JPY 5,000 + MYR 0.01 + zzz 7 minor units");
    }

    @Test
    void onlyATerminalGetsColours() {
        FreezeAlert alert =
                Alerts.freeze("1001", 1).setAction(AccountAction.FREEZE).build();

        assertThat(LINE.of(alert)).doesNotContain("\u001B");
        assertThat(LINE.inColour().of(alert)).contains("\u001B[1;31mFREEZE  \u001B[0m");
    }

    @Test
    void jsonIsOneObjectALine() throws Exception {
        PrintingHandler.json(new PrintWriter(printed))
                .handle(Alerts.freeze("1001", 3).build());

        assertThat(printed.toString().lines())
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .startsWith("{\"alertId\":\"alert-1001\"")
                        .contains("\"revision\":3")
                        .endsWith("}"));
    }

    @Test
    void anAlertThatCouldNotBePrintedIsNotHandled() {
        OutputStream closedPipe = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("broken pipe");
            }
        };
        PrintingHandler handler = PrintingHandler.json(new PrintWriter(closedPipe, false, StandardCharsets.UTF_8));

        assertThatThrownBy(() -> handler.handle(Alerts.freeze("1001", 1).build()))
                .isInstanceOf(NotHandled.class);
    }
}
