package io.sekat.streams.query;

import io.sekat.http.Problem;
import io.sekat.http.Refusal;
import java.time.Duration;

/** What is said when a question cannot be answered now: never that nothing is known. */
final class NotHere {
    private static final Duration SOON = Duration.ofSeconds(1);

    private NotHere() {}

    /** A refusal with the reason. */
    static Refusal because(String reason) {
        return new Refusal(Problem.of(503, "no-answer-now", "No answer now", reason + " Ask again in a moment.")
                .retryAfter(SOON));
    }
}
