package io.sekat.streams;

import org.apache.kafka.streams.errors.ProcessorStateException;

/** A store in the folder of an instance's state cannot be opened: a disk or a person damaged it. */
public final class UnusableState extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnusableState(String folder, ProcessorStateException cause) {
        super(
                "the state in " + folder + " cannot be used: " + cause.getMessage() + why(cause)
                        + ". If the disk is neither full nor away, delete the folder and start again: the state is restored"
                        + " from Kafka, and nothing is lost",
                cause);
    }

    private static String why(ProcessorStateException failure) {
        Throwable reason = failure.getCause();
        return reason == null ? "" : " (" + reason.getMessage() + ")";
    }
}
