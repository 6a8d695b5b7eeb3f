package io.sekat.producers;

import io.sekat.config.Settings;
import java.util.Locale;
import picocli.CommandLine.Command;

/** {@code sekat report}: publishes scam reports from a file or standard input. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = "Publish scam reports, one JSON object a line; lines that are none go to rejected-records.")
public final class ReportCommand extends PublishingCommand {
    @Override
    String title() {
        return "reports";
    }

    @Override
    LoadSummary publish(Input input, Settings settings, LoadListener listener) {
        return Reports.publish(input, settings, listener);
    }

    @Override
    String text(LoadSummary summary) {
        return String.format(
                Locale.ROOT,
                "reports: %,d read, %,d published, %,d rejected here, %.1f s, %,d reports/s; the pipeline may reject"
                        + " more: see `sekat rejected list`",
                summary.rows(),
                summary.loaded(),
                summary.rejected(),
                summary.took().toMillis() / 1000.0,
                summary.rowsPerSecond());
    }
}
