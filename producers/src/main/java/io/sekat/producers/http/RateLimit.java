package io.sekat.producers.http;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.javalin.http.Context;
import io.sekat.http.Problem;
import io.sekat.http.Refusal;
import java.time.Duration;

/** How often one client may ask: so many times a minute, all of them at once if it likes. */
final class RateLimit {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int MOST_CLIENTS = 200_000;

    private final LoadingCache<String, Bucket> buckets;
    private final ClientAddress addresses;

    /**
     * @param perMinute how often in a minute
     * @param addresses tells clients apart
     */
    RateLimit(int perMinute, ClientAddress addresses) {
        this.addresses = addresses;
        // A bucket that was left alone for two minutes is full, so to forget it changes nothing.
        this.buckets = Caffeine.newBuilder()
                .expireAfterAccess(MINUTE.multipliedBy(2))
                .maximumSize(MOST_CLIENTS)
                .build(client -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, MINUTE))
                        .build());
    }

    /**
     * Takes one request of a client.
     *
     * @throws Refusal when it has asked too often
     */
    void take(Context context) {
        ConsumptionProbe probe = buckets.get(addresses.of(context)).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw new Refusal(Problem.of(
                            429,
                            "too-many-checks",
                            "Too many checks",
                            "This address has asked too often. Wait a moment.")
                    .retryAfter(Duration.ofNanos(probe.getNanosToWaitForRefill())));
        }
    }
}
