package io.sekat.producers.csv;

import java.nio.charset.StandardCharsets;

/** One line of a file. Immutable as long as nobody writes into {@link #bytes()}. */
public final class Line {
    private final long number;
    private final byte[] bytes;
    private final boolean tooLong;

    Line(long number, byte[] bytes, boolean tooLong) {
        this.number = number;
        this.bytes = bytes;
        this.tooLong = tooLong;
    }

    /** Its number in the file, from 1. */
    public long number() {
        return number;
    }

    /** Its bytes without the line feed; a carriage return before it is still there. Not copied. */
    public byte[] bytes() {
        return bytes;
    }

    /** Whether it was longer than {@link Lines#LONGEST}: the bytes are its beginning. */
    public boolean isTooLong() {
        return tooLong;
    }

    /** Whether there is nothing on it but blanks. */
    public boolean isBlank() {
        for (byte each : bytes) {
            if (each != ' ' && each != '\t' && each != '\r') {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return number + ": " + new String(bytes, StandardCharsets.UTF_8);
    }
}
