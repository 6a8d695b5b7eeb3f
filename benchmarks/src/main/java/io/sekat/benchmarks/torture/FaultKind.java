package io.sekat.benchmarks.torture;

/** What is done to the system. */
enum FaultKind {
    KILL("SIGKILL, started again afterwards"),
    FREEZE("SIGSTOP, SIGCONT afterwards"),
    RESTART("stopped in order, started again afterwards"),
    POWER("SIGKILL of all processes at once, all started again afterwards"),
    CUT("no connection between two processes"),
    SLOW_DISK("writes wait again and again"),
    FULL_DISK("no room on the disk"),
    CLOCK("the clock jumps, and back afterwards");

    private final String meaning;

    FaultKind(String meaning) {
        this.meaning = meaning;
    }

    String meaning() {
        return meaning;
    }
}
