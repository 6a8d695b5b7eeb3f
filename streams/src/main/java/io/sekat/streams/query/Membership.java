package io.sekat.streams.query;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether this instance is sure to have what it had. A process that slept, or is cut off from the brokers, has its
 * partitions taken over by others and does not know it. So the group's coordinator is asked every second who its members
 * are, and a yes is good for a few seconds only, less than any takeover needs. A member that was given up and comes
 * back has closed its stores before it is a member again.
 */
final class Membership implements BooleanSupplier, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Membership.class);
    private static final Duration ASK_EVERY = Duration.ofSeconds(1);
    private static final Duration GOOD_FOR = Duration.ofSeconds(4);

    private final Admin admin;
    private final String group;
    private final Supplier<Set<String>> own;
    private final ScheduledExecutorService asking = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "sekat-query-membership");
        thread.setDaemon(true);
        return thread;
    });
    private volatile @Nullable Yes yes;

    /** When a yes was asked for; the clock that nobody sets stands still while a machine is suspended, the other does not. */
    private record Yes(long nanos, long millis) {
        static Yes now() {
            return new Yes(System.nanoTime(), System.currentTimeMillis());
        }

        boolean holds() {
            long age = System.currentTimeMillis() - millis;
            return System.nanoTime() - nanos < GOOD_FOR.toNanos() && age >= 0 && age < GOOD_FOR.toMillis();
        }
    }

    /**
     * @param admin asks the coordinator; the caller closes it after this
     * @param group the group
     * @param own client ids of this instance's members
     */
    Membership(Admin admin, String group, Supplier<Set<String>> own) {
        this.admin = admin;
        this.group = group;
        this.own = own;
    }

    /** Asks from now on. */
    @SuppressWarnings("FutureReturnValueIgnored") // it ends with the executor
    void start() {
        asking.scheduleWithFixedDelay(this::ask, 0, ASK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public boolean getAsBoolean() {
        Yes last = yes;
        return last != null && last.holds();
    }

    private void ask() {
        Yes asked = Yes.now();
        try {
            Set<String> mine = own.get();
            yes = !mine.isEmpty() && members().containsAll(mine) ? asked : null;
        } catch (ExecutionException | KafkaException | IllegalStateException e) {
            LOG.debug("the group {} does not say who its members are", group, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Set<String> members() throws ExecutionException, InterruptedException {
        Map<String, ConsumerGroupDescription> described = admin.describeConsumerGroups(
                        List.of(group), new DescribeConsumerGroupsOptions().timeoutMs((int) GOOD_FOR.toMillis()))
                .all()
                .get();
        return described.values().stream()
                .map(ConsumerGroupDescription::members)
                .flatMap(Collection::stream)
                .map(MemberDescription::clientId)
                .collect(Collectors.toSet());
    }

    @Override
    public void close() {
        asking.shutdownNow();
    }
}
