package io.sekat.consumers;

import io.sekat.consumers.alerts.AlertHandler;
import io.sekat.consumers.alerts.Answer;
import io.sekat.consumers.alerts.NotHandled;
import io.sekat.json.EventJson;
import java.io.PrintWriter;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;

/** Prints each alert as one line and answers nothing. An alert counts as handled once its line is written. */
public final class PrintingHandler implements AlertHandler<SpecificRecord> {
    private final PrintWriter out;
    private final Function<SpecificRecord, String> form;

    private PrintingHandler(PrintWriter out, Function<SpecificRecord, String> form) {
        this.out = out;
        this.form = form;
    }

    /** Prints lines for people. */
    public static PrintingHandler lines(PrintWriter out, AlertLine line) {
        return new PrintingHandler(out, line::of);
    }

    /** Prints one JSON object a line. */
    public static PrintingHandler json(PrintWriter out) {
        return new PrintingHandler(out, EventJson::line);
    }

    /** @throws NotHandled when the output is closed, such as a pipe whose reader has gone */
    @Override
    public Answer handle(SpecificRecord alert) throws NotHandled {
        out.println(form.apply(alert));
        if (out.checkError()) {
            throw NotHandled.oncePutRight("the output that it is to be printed to is closed: start the agent again");
        }
        return Answer.none();
    }
}
