package io.sekat.sandbox.simulation;

/** How a simulated participant takes one alert. */
public enum Mood {
    /** It does all that is asked. */
    FULL,
    /** A bank finds a part of the money; an operator does all. */
    PARTLY,
    /** A bank finds nothing left; an operator does all. */
    NOTHING_LEFT,
    /** It refuses, with a reason. */
    REFUSES,
    /** It never answers. */
    SILENT
}
