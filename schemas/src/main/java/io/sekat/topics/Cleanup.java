package io.sekat.topics;

/** What the broker may remove from a topic. */
public enum Cleanup {
    /** Records older than the retention. */
    DELETE("delete"),
    /** Records that a later one of the same key replaced. */
    COMPACT("compact"),
    /** Both. */
    COMPACT_AND_DELETE("compact,delete");

    private final String policy;

    Cleanup(String policy) {
        this.policy = policy;
    }

    /** The broker's {@code cleanup.policy}. */
    public String policy() {
        return policy;
    }
}
