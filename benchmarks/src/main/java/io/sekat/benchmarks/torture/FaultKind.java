package io.sekat.benchmarks.torture;

/** What is done to the system. */
enum FaultKind {
    /** SIGKILL, started again afterwards. */
    KILL,
    /** SIGSTOP, SIGCONT afterwards. */
    FREEZE,
    /** Stopped in order, started again afterwards. */
    RESTART,
    /** SIGKILL of all processes at once, all started again afterwards. */
    POWER,
    /** No connection between two processes. */
    CUT,
    /** Writes wait again and again. */
    SLOW_DISK,
    /** No room on the disk. */
    FULL_DISK,
    /** The clock jumps, and back afterwards. */
    CLOCK
}
