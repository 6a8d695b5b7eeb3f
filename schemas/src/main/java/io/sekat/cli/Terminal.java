package io.sekat.cli;

import java.io.Console;

/** Whether a person looks at the output now. */
public final class Terminal {
    private Terminal() {}

    /** Whether standard input and output are a terminal. */
    @SuppressWarnings("SystemConsoleNull") // isTerminal is asked where it is there
    public static boolean isAttached() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            // From JDK 22 on there is a console without a terminal too.
            return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }
}
