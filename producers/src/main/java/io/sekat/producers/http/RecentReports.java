package io.sekat.producers.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.sekat.events.ScamReport;
import io.sekat.json.EventJson;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The reports that this intake acknowledged last, by what they said. It only makes answers better: that a report counts
 * once is the Streams application's work, which forgets none.
 */
final class RecentReports {
    private static final int MOST = 100_000;

    private final Cache<String, String> digests =
            Caffeine.newBuilder().maximumSize(MOST).build();

    /** Notes that a report was acknowledged. */
    void add(ScamReport report) {
        digests.put(report.getReportId(), digest(report));
    }

    /** Whether a report was acknowledged here. */
    boolean contains(String reportId) {
        return digests.getIfPresent(reportId) != null;
    }

    /** Whether a report with this id was acknowledged here that said something else. */
    boolean contradicts(ScamReport report) {
        @Nullable String known = digests.getIfPresent(report.getReportId());
        return known != null && !known.equals(digest(report));
    }

    private static String digest(ScamReport report) {
        try {
            byte[] content = EventJson.line(report).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
