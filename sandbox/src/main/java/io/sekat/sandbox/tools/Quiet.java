package io.sekat.sandbox.tools;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;

/** Waits until a consumer group has processed all that there is. */
public final class Quiet {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(250);

    private Quiet() {}

    /**
     * Waits until nothing is left to process, not even what processing itself gave to process.
     *
     * @param admin connected to the cluster
     * @param group name of the group
     * @param atMost how long
     * @param progress is told the lag at each look
     * @return false when there still was something left
     */
    public static boolean await(Admin admin, String group, Duration atMost, Consumer<GroupLag> progress)
            throws InterruptedException {
        Instant deadline = Instant.now().plus(atMost);
        int quiet = 0;
        while (Instant.now().isBefore(deadline)) {
            GroupLag lag = GroupLag.of(admin, group);
            progress.accept(lag);
            quiet = lag.total() == 0 && !lag.byTopic().isEmpty() ? quiet + 1 : 0;
            if (quiet >= 2) {
                return true;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN.toMillis());
        }
        return false;
    }
}
