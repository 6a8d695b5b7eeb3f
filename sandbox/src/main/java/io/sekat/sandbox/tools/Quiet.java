package io.sekat.sandbox.tools;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;

/** Waits until consumer groups have processed all that there is. */
public final class Quiet {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(250);
    /** A file rests for up to two rounds of the files before it is told, and is committed a round later: longer than that it must be quiet. */
    private static final int LOOKS = 10;

    private Quiet() {}

    /**
     * Waits until nothing is left to process, not even what processing itself gave to process.
     *
     * @param admin connected to the cluster
     * @param groups names of the groups that process
     * @param atMost how long
     * @param progress is told the lag at each look
     * @return false when there still was something left
     */
    public static boolean await(Admin admin, Collection<String> groups, Duration atMost, Consumer<GroupLag> progress)
            throws InterruptedException {
        Instant deadline = Instant.now().plus(atMost);
        int quiet = 0;
        while (Instant.now().isBefore(deadline)) {
            GroupLag lag = GroupLag.of(admin, groups);
            progress.accept(lag);
            quiet = lag.total() == 0 && !lag.byTopic().isEmpty() ? quiet + 1 : 0;
            if (quiet >= LOOKS) {
                return true;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN.toMillis());
        }
        return false;
    }
}
