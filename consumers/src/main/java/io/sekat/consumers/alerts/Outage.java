package io.sekat.consumers.alerts;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says that something does not work: at once, then now and then while it lasts, then that it works again. */
public final class Outage {
    private static final Logger LOG = LoggerFactory.getLogger(Outage.class);
    private static final int NOW_AND_THEN = 30;

    private final String what;
    private int failures;

    /** @param what the thing that fails, e.g. {@code cannot read TOPIC} */
    public Outage(String what) {
        this.what = what;
    }

    /** It failed again. */
    public void failed(Exception failure) {
        if (failures % NOW_AND_THEN == 0) {
            LOG.warn("{}: {}; nothing is lost, trying again until it works", what, innermost(failure));
        } else {
            LOG.debug("{}", what, failure);
        }
        failures++;
    }

    /** It works, which is worth a line only after failures. */
    public void worked() {
        if (failures > 0) {
            LOG.warn("{}: works again after {} failures", what, failures);
            failures = 0;
        }
    }

    /** A client's own words around the cause tell people to do what the feed does already. */
    private static String innermost(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            if (cause instanceof io.sekat.serdes.RegistryUnavailable) {
                break;
            }
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }
}
