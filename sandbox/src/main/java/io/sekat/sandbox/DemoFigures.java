package io.sekat.sandbox;

import io.sekat.events.BlockRequest;
import io.sekat.events.FreezeAlert;
import io.sekat.events.ReturnRequest;
import io.sekat.sandbox.tools.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.specific.SpecificRecord;

/** What the agents saw, and how long after its cause. */
final class DemoFigures {
    private final Map<String, Collection<Long>> millisByAction = new ConcurrentHashMap<>();
    private final AtomicLong seen = new AtomicLong();

    /** Takes note of an alert that an agent got. */
    void add(SpecificRecord alert, Instant when) {
        if (!(alert instanceof ReturnRequest)) {
            seen.incrementAndGet();
        }
        if (alert instanceof FreezeAlert freeze) {
            add(freeze.getAction().name(), freeze.getCausedAt(), when);
        } else if (alert instanceof BlockRequest block) {
            add(block.getAction().name(), block.getCausedAt(), when);
        } else if (alert instanceof ReturnRequest request) {
            add(request.getWithdrawn() ? "RETURN WITHDRAWN" : "RETURN", request.getIssuedAt(), when);
        }
    }

    private void add(String action, Instant causedAt, Instant when) {
        millisByAction
                .computeIfAbsent(action, any -> new ConcurrentLinkedQueue<>())
                .add(Duration.between(causedAt, when).toMillis());
    }

    /** How many alerts and block requests. */
    long seen() {
        return seen.get();
    }

    /** Median and 99th percentile of the time from the event that caused an alert to its arrival at the agent. */
    String table() {
        Table table = new Table(List.of("ALERTS SEEN BY AGENTS", "COUNT", "MEDIAN", "99 %"));
        new TreeMap<>(millisByAction).forEach((action, times) -> {
            List<Long> sorted = times.stream().sorted().toList();
            table.row(
                    action,
                    Integer.toString(sorted.size()),
                    percentile(sorted, 50) + " ms",
                    percentile(sorted, 99) + " ms");
        });
        return table + System.lineSeparator();
    }

    static long percentile(List<Long> sorted, int percent) {
        int rank = (int) Math.ceil(percent / 100.0 * sorted.size());
        return sorted.get(Math.max(0, rank - 1));
    }
}
