package io.sekat.producers;

/** Follows a file while it is read. Called by the thread that reads it. */
public interface LoadListener {
    /** Listens to nothing. */
    LoadListener SILENT = new LoadListener() {};

    /**
     * Rows were read; called after each of them.
     *
     * @param rows how many so far
     */
    default void read(long rows) {}

    /** A row was refused; it goes to {@code rejected-records}. */
    default void rejected(BadRow row) {}
}
