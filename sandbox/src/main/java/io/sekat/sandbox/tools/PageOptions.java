package io.sekat.sandbox.tools;

import io.sekat.config.SettingsException;
import io.sekat.consumers.police.Page;
import java.io.PrintWriter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which page of a list is shown. */
final class PageOptions {
    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "How many rows. Default: ${DEFAULT-VALUE}")
    private int limit = 50;

    @Option(names = "--after", paramLabel = "PLACE", description = "Go on where the page before ended.")
    private @Nullable String after;

    Page.Wanted wanted() {
        try {
            return new Page.Wanted(Optional.ofNullable(after), limit);
        } catch (IllegalArgumentException e) {
            throw new SettingsException(String.valueOf(e.getMessage()));
        }
    }

    void tellNext(PrintWriter out, Page<?> page) {
        page.next().ifPresent(place -> out.println("There are more: --after " + place));
    }
}
